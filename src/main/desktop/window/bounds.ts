import type { JsonStore } from '../../settings/json-store';

/** Size of the window, and its position where the display system reports it (X11, not Wayland). */
export interface WindowBounds {
  readonly width: number;
  readonly height: number;
  readonly x?: number;
  readonly y?: number;
}

/** Rectangle of the desktop, in the form of work areas of Electron's `screen`. */
export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const DEFAULT_BOUNDS: WindowBounds = { width: 1_000, height: 720 };
export const MINIMUM_SIZE = { width: 640, height: 480 } as const;

const MAXIMUM_SIZE = 20_000;

/**
 * Reads the stored bounds; the default ones if there are none. Leaves the position out if no screen shows it anymore.
 */
export function readBounds(store: JsonStore, areas: readonly Area[]): WindowBounds {
  const { width, height, x, y } = storedBounds(store);
  if (!isWithin(width, MINIMUM_SIZE.width) || !isWithin(height, MINIMUM_SIZE.height)) {
    return DEFAULT_BOUNDS;
  }
  const isVisible =
    Number.isInteger(x) &&
    Number.isInteger(y) &&
    areas.some((area) => x >= area.x && y >= area.y && x < area.x + area.width && y < area.y + area.height);
  return isVisible ? { width, height, x, y } : { width, height };
}

/** Numbers in the store, NaN for anything else. */
function storedBounds(store: JsonStore): Required<WindowBounds> {
  let bounds: unknown;
  try {
    bounds = store.store['bounds'];
  } catch {
    // No window was open before, or its file is damaged.
  }
  const values = new Map<string, unknown>(Object.entries(bounds ?? {}));
  const number = (name: keyof WindowBounds): number => {
    const value = values.get(name);
    return typeof value === 'number' ? value : Number.NaN;
  };
  return { width: number('width'), height: number('height'), x: number('x'), y: number('y') };
}

function isWithin(size: number, minimum: number): boolean {
  return Number.isInteger(size) && size >= minimum && size <= MAXIMUM_SIZE;
}
