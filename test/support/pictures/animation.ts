import { decode } from 'fast-png';
import gifenc, { type Color } from 'gifenc';

/** A PNG, and how long it is shown. */
export interface Frame {
  readonly png: Buffer;
  readonly ms: number;
}

/** Colors of a picture, 0xRRGGBB each. */
interface Picture {
  readonly colors: Uint32Array;
  readonly width: number;
  readonly height: number;
}

/** GIF89a: at most 256 colors; the last one stands for a pixel that did not change. */
const COLORS = 255;
/** GIF89a, disposal method: the frame stays under the next one. */
const KEEP = 1;

/** Makes an endless GIF of frames of one size; each frame holds only the pixels that differ from the one before. */
export function animation(all: readonly Frame[]): Uint8Array {
  const frames = withoutRepeats(all);
  const pictures = frames.map(({ png }) => pictureOf(png));
  const palette = commonColors(pictures).map(rgbOf);
  const same = palette.length;
  const indexOf = nearestIn(palette);
  const encoder = gifenc.GIFEncoder();
  let before: Uint8Array | null = null;
  for (const [number, { colors, width, height }] of pictures.entries()) {
    const indexes = Uint8Array.from(colors, indexOf);
    const last = before;
    encoder.writeFrame(
      last === null ? indexes : indexes.map((index, pixel) => (index === last[pixel] ? same : index)),
      ...[width, height],
      {
        ...(last === null && { palette: [...palette, rgbOf(0)] }),
        ...{ delay: frames[number]?.ms ?? 0, dispose: KEEP, transparent: last !== null, transparentIndex: same },
      },
    );
    before = indexes;
  }
  encoder.finish();
  return encoder.bytes();
}

/** Joins frames that show the same. */
function withoutRepeats(frames: readonly Frame[]): readonly Frame[] {
  return frames.reduce<readonly Frame[]>((joined, frame) => {
    const last = joined.at(-1);
    return last?.png.equals(frame.png) === true
      ? [...joined.slice(0, -1), { ...last, ms: last.ms + frame.ms }]
      : [...joined, frame];
  }, []);
}

function pictureOf(png: Buffer): Picture {
  const { data, channels, width, height } = decode(png);
  const colors = Uint32Array.from({ length: width * height }, (_nothing, pixel) => {
    const [red = 0, green = 0, blue = 0] = data.subarray(channels * pixel, channels * pixel + 3);
    return (red << 16) | (green << 8) | blue;
  });
  return { colors, width, height };
}

/** The colors of most pixels; a pixel counts again only where it changes. Screens have few, so none is mixed. */
function commonColors(pictures: readonly Picture[]): readonly number[] {
  const pixels = new Map<number, number>();
  for (const [number, { colors }] of pictures.entries()) {
    const before = pictures[number - 1]?.colors;
    for (const [pixel, color] of colors.entries()) {
      if (color !== before?.[pixel]) {
        pixels.set(color, (pixels.get(color) ?? 0) + 1);
      }
    }
  }
  const byNumber = [...pixels].sort(([, one], [, other]) => other - one);
  return byNumber.slice(0, COLORS).map(([color]) => color);
}

/** Returns a function that finds the index of the nearest color of a palette. */
function nearestIn(palette: readonly Color[]): (color: number) => number {
  const known = new Map<number, number>();
  return (color) => {
    const index = known.get(color) ?? gifenc.nearestColorIndex(palette, rgbOf(color));
    known.set(color, index);
    return index;
  };
}

function rgbOf(color: number): Color {
  return [color >> 16, (color >> 8) & 0xff, color & 0xff];
}
