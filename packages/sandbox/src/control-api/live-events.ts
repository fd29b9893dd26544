/** One server-sent event. */
interface LiveEvent {
  readonly name: string;
  /** Called only if there is a listener. */
  readonly data: () => unknown;
}

export interface LiveEvents {
  /** Sends an event to every open stream. It is serialized once for all of them. */
  readonly publish: (event: LiveEvent) => void;
  /** A new stream in `text/event-stream` format with everything published from now on. */
  readonly open: () => ReadableStream<Uint8Array>;
  /** Number of open streams. */
  readonly count: () => number;
  /** Ends all streams; browsers then reconnect. */
  readonly close: () => void;
}

/** A reader that falls this many bytes behind is disconnected, instead of filling this process's
 *  memory: it reconnects and reads the list again. */
const maxBacklog = 4 * 1024 * 1024;

type Controller = ReadableStreamDefaultController<Uint8Array>;

export function createLiveEvents(): LiveEvents {
  const encoder = new TextEncoder();
  const readers = new Set<Controller>();

  const leave = (reader: Controller) => {
    if (readers.delete(reader)) reader.close();
  };
  const open = () => {
    let own: Controller | undefined;
    return new ReadableStream<Uint8Array>(
      {
        start(reader) {
          own = reader;
          readers.add(reader);
          // The first bytes make proxies and browsers see the stream as open.
          reader.enqueue(encoder.encode(': open\n\n'));
        },
        cancel() {
          if (own) readers.delete(own);
        },
      },
      new ByteLengthQueuingStrategy({ highWaterMark: maxBacklog }),
    );
  };
  const publish = ({ name, data }: LiveEvent) => {
    if (readers.size === 0) return;
    const chunk = encoder.encode(`event: ${name}\ndata: ${JSON.stringify(data())}\n\n`);
    for (const reader of readers) {
      if ((reader.desiredSize ?? 0) < chunk.byteLength) leave(reader);
      else reader.enqueue(chunk);
    }
  };
  return {
    publish,
    open,
    count: () => readers.size,
    close: () => {
      for (const reader of readers) leave(reader);
    },
  };
}
