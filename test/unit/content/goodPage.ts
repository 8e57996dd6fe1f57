import type { Sources } from '../../../content/build/lint.mjs';

const HAN = '量'.repeat(590);

/** A page without a fault, for rules to find one in. */
export const goodPage = (): Sources => ({
  'zh-cn': {
    file: 'zh.md',
    text: `你只有一张 8 GB 的卡，权重却有 14 GB。

## 它是什么 {#what}

${HAN}见 [剪枝](course:questions/compression/pruning)。

## 为什么有效 {#why}

$$
t = \\frac{14\\ \\text{GB}}{2039\\ \\text{GB/s}} = 6.87\\ \\text{毫秒}
$$

| 格式 | 大小 |
|---|---|
| fp16 | 14 |

## 今天怎么做 {#how}

\`\`\`ts
// 打印
console.log('和', 1 + 1);
\`\`\`

\`\`\`text
和 2
\`\`\`

## 会在哪里失败 {#when-it-fails}

![图](figure:valley)

## 面试官的下一个问题 {#interview}

“为什么快？”

::: interview 参考回答

因为字节少。

:::

::: rubric
- 一；
- 二；
- 三。
:::

## 来源 {#sources}

- A. Author, “Title”, 2021, arXiv:2106.08295。
- B. Author, “Title”, CVPR 2018。
- 官方文档：vLLM。
`,
  },
  en: {
    file: 'en.md',
    text: `You have one 8 GB card and 14 GB of weights.

## What it is {#what}

See [pruning](course:questions/compression/pruning).

## Why it works {#why}

$$
t = \\frac{14\\ \\text{GB}}{2039\\ \\text{GB/s}} = 6.87\\ \\text{ms}
$$

| Format | size |
|---|---|
| fp16 | 14 |

## How it is done today {#how}

\`\`\`ts
// Prints.
console.log('sum', 1 + 1);
\`\`\`

\`\`\`text
sum 2
\`\`\`

## When it fails {#when-it-fails}

![Figure](figure:valley)

## The interviewer’s next question {#interview}

“Why is it faster?”

::: interview Model answer

Because there are fewer bytes.

:::

::: rubric
- one;
- two;
- three.
:::

## Sources {#sources}

- A. Author, “Title”, 2021, arXiv:2106.08295.
- B. Author, “Title”, CVPR 2018.
- Official documents: vLLM.
`,
  },
});

/** The good page with one change, in one language or in both. Fails where there is nothing to change. */
export function changed(...changes: [language: 'zh-cn' | 'en', from: string | RegExp, to: string][]): Sources {
  const page = goodPage();
  for (const [language, from, to] of changes) {
    const text = page[language].text.replace(from, to);
    if (text === page[language].text) throw new Error(`nothing to change: ${String(from)}`);
    page[language].text = text;
  }
  return page;
}
