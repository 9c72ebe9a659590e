/** When a process that builds again and again rests. */

export interface RestTimer {
  /** It is asked for something. */
  end(): void;
  /** It has answered. */
  begin(): void;
}

/** Milliseconds without a request, after which an editor is taken to read or write. */
const SOON = 1000;

/** `rest` is called once each time, when it has rested for a while; the process may end meanwhile. */
export function createRestTimer(rest: () => void): RestTimer {
  let timer: NodeJS.Timeout | undefined;
  return {
    end: () => clearTimeout(timer),
    begin() {
      clearTimeout(timer);
      timer = setTimeout(rest, SOON).unref();
    },
  };
}
