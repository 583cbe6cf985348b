/** The part of gifenc 1 that animation.ts uses; the package carries no types of its own. */
declare module 'gifenc' {
  namespace gifenc {
    type Color = readonly [red: number, green: number, blue: number];

    interface FrameOptions {
      /** Colors of all frames; given with the first one. */
      readonly palette?: readonly Color[];
      /** Time on the screen, ms. */
      readonly delay: number;
      readonly transparent: boolean;
      readonly transparentIndex: number;
      /** Disposal method of GIF89a. */
      readonly dispose: number;
    }

    interface Encoder {
      writeFrame(indexes: Uint8Array, width: number, height: number, options: FrameOptions): void;
      finish(): void;
      bytes(): Uint8Array;
    }
  }

  const gifenc: {
    GIFEncoder(): gifenc.Encoder;
    nearestColorIndex(palette: readonly gifenc.Color[], color: gifenc.Color): number;
  };
  export = gifenc;
}
