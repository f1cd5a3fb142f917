/** A value that throws whatever is done with it. */
export function hostileProxy(): object {
  const refuse = () => {
    throw new Error("no");
  };
  const traps = ["get", "has", "ownKeys", "getPrototypeOf", "getOwnPropertyDescriptor", "set"] as const;
  return new Proxy({}, Object.fromEntries(traps.map((trap) => [trap, refuse])));
}

/** An error whose message throws. */
export function hostileError(): Error {
  return Object.defineProperty(new Error(), "message", {
    get() {
      throw hostileProxy();
    },
  });
}

/** Values that throw, or answer with nonsense, when they are looked at. */
export function hostileValues(): readonly (readonly [name: string, value: unknown])[] {
  const throwing = (key: PropertyKey) =>
    Object.defineProperty({}, key, {
      enumerable: true,
      get() {
        throw hostileError();
      },
    });
  return [
    ["a proxy that throws", hostileProxy()],
    ["a proxy of an array that throws", new Proxy([], { get: () => hostileProxy() })],
    ["a revoked proxy", revoked()],
    ["a proxy of a Date", new Proxy(new Date(0), {})],
    ["an error whose message throws", hostileError()],
    ["an error whose message is an object", Object.assign(new Error(), { message: Object.create(null) })],
    ["a getter that throws", throwing("expected")],
    ["a rejection that throws", Object.assign(throwing("received"), { expected: "x" })],
    ["text that throws", { toString: () => hostileProxy(), valueOf: () => hostileProxy() }],
    ["a Date that throws", Object.assign(new Date(0), { getTime: hostileProxy, toISOString: hostileProxy })],
    ["a Date without a time", Object.create(Date.prototype)],
    ["a symbol", Symbol("s")],
    ["an endless integer", 7n ** 400_000n],
    ["an object without a prototype", Object.create(null)],
    ["a list within itself", within()],
    ["long text", "9".repeat(1_000_000)],
  ];
}

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

function within(): unknown[] {
  const list: unknown[] = [];
  list.push(list);
  return list;
}
