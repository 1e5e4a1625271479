// How long to wait for an answer of the server.

// A signal that gives up after so many milliseconds; Safari 15 has no AbortSignal.timeout.
export function within(milliseconds) {
  const patience = new AbortController();
  setTimeout(() => patience.abort(), milliseconds);
  return patience.signal;
}
