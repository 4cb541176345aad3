import { expect, test } from 'vitest';
import { htmlOf } from './markdown';

test('formulas_standInTheirLine_andMoneyIsNoFormula', () => {
  const html = htmlOf('It is $\\sum_i x_i$. It costs $5 and $6.');
  expect(html).toContain('<p>It is <span data-tex="\\sum_i x_i" data-display="false">');
  expect(html).toContain('It costs $5 and $6.');
});

test('formulas_ofTheirOwnLines_areSetApart', () => {
  expect(htmlOf('So:\n\n$$a\n+ b$$\n\nand \\(c\\)')).toContain('<span data-tex="a\n+ b" data-display="true">');
});

test('formulas_inCode_areCode', () => {
  expect(htmlOf('`$x$`')).toContain('<code>$x$</code>');
});

test('markup_isShownAsItWasWritten', () => {
  const html = htmlOf('<script>run()</script>\n\nA <b onclick="run()">b</b> ![cat](https://elsewhere.example/cat.png)');
  expect(html).not.toMatch(/<script|<b |<img|onclick="run/);
  expect(html).toContain('&lt;script&gt;');
  expect(html).toContain('<span class="away">cat</span>');
});
