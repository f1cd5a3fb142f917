import { describe, expect, it } from "vitest";
import { EMAIL_DOMAIN_TYPES, emailDomainType } from "../../src/features/index";
import { failure } from "../core/failure";
import { type Any, readAll, readOne } from "./read";

const mail = emailDomainType<Any>("email");

const addresses: Readonly<Record<string, readonly string[]>> = {
  business: [
    "ada@acme.io",
    " Ada@ACME.IO ",
    "o'neil+sales@mail.acme.co.uk",
    "jörg@müller.de",
    "jo@xn--mller-kva.de",
    "jo@mygmail.com",
    "jo@gmail.acme.com",
    "jo@education.com",
    "jo@gov.acme.com",
    "jo@uni.acme.de",
    "jo@3m.com",
  ],
  free: [
    "bob@gmail.com",
    "bob@GMail.com",
    "bob@googlemail.com",
    "bob@yahoo.co.uk",
    "bob@yahoo.com.br",
    "bob@hotmail.fr",
    "bob@live.nl",
    "bob@gmx.at",
    "bob@t-online.de",
    "bob@orange.fr",
    "bob@icloud.com",
    "bob@proton.me",
    "bob@163.com",
    "bob@posteo.de",
  ],
  education: [
    "eve@mit.edu",
    "eve@cs.stanford.edu",
    "eve@unimelb.edu.au",
    "eve@ox.ac.uk",
    "eve@u-tokyo.ac.jp",
    "eve@uni-bonn.de",
    "eve@stud.tu-berlin.de",
    "eve@univ-lille.fr",
  ],
  government: [
    "sam@state.gov",
    "sam@navy.mil",
    "sam@hmrc.gov.uk",
    "sam@economie.gouv.fr",
    "sam@sat.gob.mx",
    "sam@bmi.bund.de",
    "sam@ec.europa.eu",
    "sam@canada.gc.ca",
    "sam@sem.admin.ch",
    "sam@bmf.gv.at",
  ],
  disposable: ["x@mailinator.com", "x@Yopmail.com", "x@guerrillamail.org"],
  invalid: [
    "n/a",
    "bob",
    "bob@",
    "@acme.io",
    "bob@acme",
    "bob@@acme.io",
    "bob at acme.io",
    "bob@acme..io",
    "bob@.io",
    "bob@-acme.io",
    "bob@acme.io.",
    "bob@10.0.0.12",
    "bob@acme.io, eve@acme.io",
    "Bob <bob@acme.io>",
  ],
};

it.each(Object.entries(addresses).flatMap(([type, list]) => list.map((address) => [address, type])))(
  "%s is %s",
  (email, type) => {
    expect(readOne(mail, { email })).toBe(type);
  },
);

describe("emailDomainType", () => {
  it("has the levels of this test, and no other", () => {
    expect([...EMAIL_DOMAIN_TYPES].sort()).toEqual(Object.keys(addresses).sort());
    expect(mail.levels).toEqual(EMAIL_DOMAIN_TYPES);
  });

  it("no address is missing", () => {
    expect(
      readAll(mail, [{}, { email: null }, { email: "" }, { email: " " }, { email: Number.NaN }]),
    ).toEqual(new Array(5).fill(null));
  });

  it("an object rejects the record", () => {
    expect(readOne(mail, { email: { work: "ada@acme.io" } })).toBe(
      "rejected: expected text, received an object with work",
    );
  });

  it("takes more domains, in any case; disposable beats free", () => {
    const more = emailDomainType<Any>("email", {
      free: ["Local-Isp.NET", "both.org"],
      disposable: ["both.org"],
    });
    expect(
      readAll(
        more,
        ["a@local-isp.net", "a@both.org"].map((email) => ({ email })),
      ),
    ).toEqual(["free", "disposable"]);
  });

  it("a text that is no address takes no long time", () => {
    const start = performance.now();
    for (const email of [`a@${"a".repeat(9990)}`, `a@${"a-".repeat(4990)}`, `a@${"a.".repeat(4990)}!`])
      expect(readOne(mail, { email })).toBe("invalid");
    expect(performance.now() - start).toBeLessThan(1000);
  });

  it.each([
    [{ free: "gmx.de" }, 'free to be a list, received "gmx.de"'],
    [{ disposable: [7] }, "disposable to hold text, received 7"],
    [null, "options to be an object, received null"],
  ])("the options %j are refused", (options, message) => {
    expect(failure(() => emailDomainType<Any>("email", options as never))).toBe(
      `invalid_argument: emailDomainType: expected ${message}`,
    );
  });
});
