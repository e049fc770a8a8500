import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isInNetworks, isPublicAddress, parseNetwork } from "./internal-address.js";

describe("isPublicAddress", () => {
  test.each(["1.1.1.1", "8.8.8.8", "93.184.216.34", "172.15.255.255", "172.32.0.1", "100.63.255.255", "100.128.0.1", "223.255.255.255"])(
    "takes %s",
    (address) => expect(isPublicAddress(address)).toBe(true),
  );
  test.each(["2606:4700:4700::1111", "2a00:1450:4001:80b::200e", "2001:4860:4860::8888", "2400::1"])("takes %s", (address) =>
    expect(isPublicAddress(address)).toBe(true),
  );

  test.each([
    ["0.0.0.0", "0.1.2.3", "10.0.0.1", "100.64.0.1", "100.100.100.200", "127.0.0.1", "127.255.255.254", "168.63.129.16", "169.254.169.254"],
    ["172.16.0.1", "172.31.255.255", "192.0.0.1", "192.0.0.192", "192.0.2.7", "192.88.99.1", "192.168.1.1", "198.18.0.1", "198.19.255.255"],
    ["198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255"],
    ["::", "::1", "::127.0.0.1", "::8.8.8.8", "::ffff:127.0.0.1", "::ffff:7f00:1", "::ffff:8.8.8.8", "0:0:0:0:0:ffff:a00:1", "64:ff9b::7f00:1"],
    ["64:ff9b:1::7f00:1", "100::1", "2001::1", "2001:0:4136:e378::1", "2001:2::1", "2001:10::1", "2001:db8::1", "2002:7f00:1::", "2002:808:808::1"],
    ["3fff::1", "5f00::1", "fc00::1", "fd00:ec2::254", "fe80::1", "fe80::1%lo", "fec0::1", "ff02::1", "4000::1", "1fff::1"],
  ])("refuses %s and its like", (...addresses) => expect(addresses.filter(isPublicAddress)).toEqual([]));

  test.each(["", "localhost", "127.1", "0x7f.0.0.1", "2130706433", "017700000001", "1.2.3.4.5", "1.2.3.4/8", "::g", "[::1]"])(
    "refuses %s, which is no address in its usual form",
    (text) => expect(isPublicAddress(text)).toBe(false),
  );

  test("takes no IPv4 address in the dress of IPv6", () => {
    fc.assert(
      fc.property(
        fc.ipV4(),
        fc.constantFrom("::ffff:", "::", "64:ff9b::", "::ffff:0:"),
        (address, prefix) => !isPublicAddress(`${prefix}${address}`),
      ),
    );
  });

  test("never fails, whatever it is given", () => {
    fc.assert(fc.property(fc.oneof(fc.ipV6(), fc.string()), (text) => typeof isPublicAddress(text) === "boolean"));
  });
});

describe("networks", () => {
  test("hold their addresses and no others", () => {
    const networks = ["10.1.0.0/16", "192.168.7.7", "fd00::/8"].flatMap((text) => parseNetwork(text) ?? []);
    expect(["10.1.255.255", "192.168.7.7", "fdff::1"].every((address) => isInNetworks(address, networks))).toBe(true);
    expect(["10.2.0.0", "192.168.7.8", "fe00::1", "::ffff:10.1.0.1", "x"].some((address) => isInNetworks(address, networks))).toBe(false);
  });

  test.each(["10.0.0.0/33", "::/129", "10.0.0.0/", "10.0.0.0/8/8", "host", "10.0/8", "fe80::1%lo"])("are not named by %s", (text) =>
    expect(parseNetwork(text)).toBeUndefined(),
  );
});
