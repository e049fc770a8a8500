import { expect, test } from "vitest";
import { html } from "./html.js";

test("inserts are escaped, markup is not, nothing is nothing", () => {
  const name = `<script>alert("x")</script>&'`;
  expect(html`<p title="${name}">${name}${html`<b>${1}</b>`}${[html`<i>a</i>`, "<"]}${undefined}${false}</p>`.text).toBe(
    '<p title="&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;&amp;&#39;">&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;&amp;&#39;<b>1</b><i>a</i>&lt;</p>',
  );
});
