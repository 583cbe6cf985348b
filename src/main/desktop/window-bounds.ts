import { z } from 'zod';
import type { JsonStore } from '../settings/json-store';

/** Size of the window, and its place where the display system tells it (X11; Wayland keeps places to itself). */
export interface WindowBounds {
  readonly width: number;
  readonly height: number;
  readonly x?: number;
  readonly y?: number;
}

/** A rectangle of the desktop, as Electron's `screen` gives work areas. */
export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const DEFAULT_BOUNDS: WindowBounds = { width: 1_000, height: 720 };
export const SMALLEST = { width: 640, height: 480 } as const;

const boundsSchema = z.object({
  width: z.number().int().min(SMALLEST.width).max(20_000),
  height: z.number().int().min(SMALLEST.height).max(20_000),
  x: z.number().int().optional(),
  y: z.number().int().optional(),
});

/** The bounds kept in a store; the default ones when there are none, the place left out when no screen shows it any more. */
export function readBounds(store: JsonStore, areas: readonly Area[]): WindowBounds {
  const parsed = boundsSchema.safeParse(store.store['bounds']);
  if (!parsed.success) {
    return DEFAULT_BOUNDS;
  }
  const { width, height, x, y } = parsed.data;
  const seen =
    x !== undefined &&
    y !== undefined &&
    areas.some((area) => x >= area.x && y >= area.y && x < area.x + area.width && y < area.y + area.height);
  return seen ? { width, height, x, y } : { width, height };
}
