/** What stands on the page, and the computation that yields it. */
const caught = (s, rows, bands) => 1 - (1 - s ** rows) ** bands;
const documents = 1e6;
const pairs = (documents * (documents - 1)) / 2;
const microseconds = 1e-6;

// The filter: 200,000 good of a million; what each threshold keeps.
const good = 200e3;
const loose = { kept: 300e3, good: 180e3 };
const strict = { kept: 150e3, good: 120e3 };
const tokensEach = 1000;
const f1 = ({ kept, good: right }) => (2 * right) / (kept + good);

// The column with one gap, and the test row.
const known = [30, 40, 50, 40];
const outlier = 140;
const mean = (xs) => xs.reduce((a, b) => a + b, 0) / xs.length;
const variance = (xs) => mean(xs.map((x) => (x - mean(xs)) ** 2));
const z = (xs) => (outlier - mean(xs)) / Math.sqrt(variance(xs));
const leaky = [...known, outlier];
const filled = [...known, mean(known)];

const reported = (a, q) => ((1 - q) * a + q) * 100;

export default {
  worked: [
    { says: '5.8', value: (pairs * microseconds) / 86400 },
    { says: '112', value: 14 * 8 },
    { says: '9,000', value: 450 * 20 },
    { says: '5.3%', value: 100 * caught(0.5, 8, 14) },
    { says: '0.04%', value: 100 * caught(0.5, 20, 450) },
    { says: '56.5%', value: 100 * caught(0.7, 8, 14) },
    { says: '30.2%', value: 100 * caught(0.7, 20, 450) },
    { says: '77.2%', value: 100 * caught(0.75, 8, 14) },
    { says: '76.1%', value: 100 * caught(0.75, 20, 450) },
    { says: '92.4%', value: 100 * caught(0.8, 8, 14) },
    { says: '99.5%', value: 100 * caught(0.8, 20, 450) },
    { says: '99.96%', value: 100 * caught(0.9, 8, 14) },
    { says: '100.00%', value: 100 * caught(0.9, 20, 450) },
    { says: ['80 倍', '80 times'], value: Math.round((450 * 20) / (14 * 8)) },
    { says: '0.72', value: (1 / 14) ** (1 / 8) },
    { says: '0.74', value: (1 / 450) ** (1 / 20) },
    { says: '0.9', value: (documents * 14 * 8 * 8) / 1e9 },
    { says: ['72 GB', '72 GB'], value: (documents * 450 * 20 * 8) / 1e9 },
    { says: '60%', value: (100 * loose.good) / loose.kept },
    { says: '80%', value: (100 * strict.good) / strict.kept },
    { says: '90%', value: (100 * loose.good) / good },
    { says: '20%', value: (100 * good) / documents },
    { says: '100%', value: (100 * good) / good },
    { says: '0.33', value: f1({ kept: documents, good }) },
    { says: '0.72', value: f1(loose) },
    { says: '0.69', value: f1(strict) },
    { says: ['读 4 遍', 'read 4 times'], value: 600e6 / (strict.kept * tokensEach) },
    { says: ['读 40 遍', 'read 40 times'], value: 6e9 / (strict.kept * tokensEach) },
    { says: '10%', value: (100 * 20e3) / good },
    { says: '5%', value: (100 * 6e3) / strict.good },
    { says: '7.07', value: Math.sqrt(variance(known)) },
    { says: '14.1', value: z(known) },
    { says: '40.5', value: Math.sqrt(variance(leaky)) },
    { says: '1.98', value: z(leaky) },
    { says: '60', value: mean(leaky) },
    { says: '50', value: variance(known) },
    { says: '40', value: variance(filled) },
    { says: '80.8%', value: reported(0.8, 0.04) },
    { says: '84%', value: reported(0.8, 0.2) },
  ],
  given: [
    { says: ['100 万', '1 million'], from: 'the example: documents' },
    { says: ['20 万篇', '200,000'], from: 'the example: good documents' },
    { says: ['18 万篇', '180,000'], from: 'the example: good documents that the loose filter keeps' },
    { says: ['12 万篇', '120,000'], from: 'the example: good documents that the strict filter keeps' },
    { says: ['30 万', '300,000'], from: 'the example: documents that the loose filter keeps' },
    { says: ['15 万', '150,000'], from: 'the example: documents that the strict filter keeps' },
    { says: ['2 万篇', '20,000'], from: 'the example: colloquial documents among the good ones' },
    { says: '1,000', from: 'the example: tokens of a document' },
    { says: ['6 亿', '600 million'], from: 'the example: training budget in tokens' },
    { says: ['60 亿', '6 billion'], from: 'the example: a budget ten times larger' },
    { says: '6,000', from: 'the example: colloquial documents that the strict filter keeps; also FineWeb paper, H100 hours for 15 trillion tokens' },
    { says: '140', from: 'the example: the test row' },
    { says: ['15 万亿', '15 trillion'], from: 'FineWeb paper, tokens that were classified' },
    { says: '92%', from: 'FineWeb-Edu data set card, share removed at threshold 3' },
    { says: '82%', from: 'FineWeb paper, section 4: F1 at threshold 3' },
    { says: '0.5', from: 'a similarity of the table' },
    { says: '0.7', from: 'a similarity of the table' },
    { says: '0.75', from: 'a similarity of the table' },
    { says: '0.8', from: 'a similarity of the table' },
    { says: '0.9', from: 'a similarity of the table' },
    { says: '0.05', from: 'the width of a bucket in the answer' },
  ],
};
