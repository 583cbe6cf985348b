/** The part of x11 4 that x-screen.ts uses; the package carries no types of its own. */
declare module 'x11' {
  /** Returns true for an error that it handles. */
  export type Callback<Value> = (error: Error | null | undefined, value: Value) => boolean;

  export interface Tree {
    readonly children: readonly number[];
  }

  export interface Attributes {
    readonly mapState: number;
    readonly overrideRedirect: number;
  }

  export interface Geometry {
    readonly xPos: number;
    readonly yPos: number;
    readonly width: number;
    readonly height: number;
  }

  export interface Image {
    readonly data: Buffer;
  }

  export interface XTest {
    readonly ButtonPress: number;
    readonly ButtonRelease: number;
    readonly MotionNotify: number;
    FakeInput(type: number, detail: number, time: number, window: number, x: number, y: number): void;
  }

  export interface Client {
    require(extension: 'xtest', callback: Callback<XTest>): void;
    QueryTree(window: number, callback: Callback<Tree>): void;
    GetWindowAttributes(window: number, callback: Callback<Attributes>): void;
    GetGeometry(window: number, callback: Callback<Geometry>): void;
    GetImage(
      ...args: [
        ...[format: number, window: number, x: number, y: number, width: number, height: number, planes: number],
        callback: Callback<Image>,
      ]
    ): void;
    ChangeWindowAttributes(window: number, values: { readonly backgroundPixel: number }): void;
    ClearArea(window: number, x: number, y: number, width: number, height: number, exposures: number): void;
    terminate(): void;
  }

  export interface Display {
    readonly client: Client;
    readonly screen: readonly [{ readonly root: number }];
  }

  export function createClient(options: { readonly display: string }, callback: Callback<Display>): void;
}
