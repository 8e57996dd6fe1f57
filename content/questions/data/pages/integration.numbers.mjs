/** What stands on the page, and the computation that yields it. */
const R = 15.387756; // Muennighoff et al. 2023, appendix A
const worth = (passes) => 1 + R * (1 - Math.exp(-(passes - 1) / R));

const tokens = { web: 900e6, forum: 90e6, tickets: 10e6 };
const budget = 1e9;
function mixture(alpha) {
  const total = Object.values(tokens).reduce((sum, n) => sum + n ** alpha, 0);
  return Object.fromEntries(Object.entries(tokens).map(([source, n]) => {
    const share = n ** alpha / total;
    return [source, { share: 100 * share, passes: (share * budget) / n }];
  }));
}
const [mild, root, strong, equal] = [0.7, 0.5, 0.3, 0].map(mixture);
const ticketRow = ({ tickets: { share, passes } }) => ({ share, passes, worth: worth(passes), value: (100 * worth(passes)) / passes });
const rows = { mild: ticketRow(mild), root: ticketRow(root), strong: ticketRow(strong), equal: ticketRow(equal) };

// Two systems of a million customers, ten thousand blocks.
const customers = 1e6;
const blocked = customers ** 2 / 1e4;
const prior = customers / (blocked - customers);
const probability = (odds) => (100 * odds) / (1 + odds);
const name = 0.9 / 0.001;
const city = { same: 0.9 / 0.1, different: (1 - 0.9) / (1 - 0.1) };

export default {
  worked: [
    { says: ['50 遍', '50 times'], value: (0.5 * budget) / tokens.tickets },
    { says: '1%', value: mixture(1).tickets.share },
    { says: '90%', value: mixture(1).web.share },
    { says: '9%', value: mixture(1).forum.share },
    { says: '1.0', value: mixture(1).tickets.passes },
    { says: '100%', value: 100 * worth(1) },
    { says: '80.5%', value: mild.web.share },
    { says: '16.1%', value: mild.forum.share },
    { says: '3.4%', value: rows.mild.share },
    { says: '3.4', value: rows.mild.passes },
    { says: '3.3', value: rows.mild.worth },
    { says: '95%', value: rows.mild.value },
    { says: '70.3%', value: root.web.share },
    { says: '22.2%', value: root.forum.share },
    { says: '7.4%', value: rows.root.share },
    { says: '7.4', value: rows.root.passes },
    { says: '6.2', value: rows.root.worth },
    { says: '84%', value: rows.root.value },
    { says: '56.8%', value: strong.web.share },
    { says: '28.5%', value: strong.forum.share },
    { says: '14.7%', value: rows.strong.share },
    { says: '14.7', value: rows.strong.passes },
    { says: '10.1', value: rows.strong.worth },
    { says: '68%', value: rows.strong.value },
    { says: '33.3%', value: rows.equal.share },
    { says: '33.3', value: rows.equal.passes },
    { says: '14.5', value: rows.equal.worth },
    { says: '44%', value: rows.equal.value },
    { says: '93%', value: (100 * worth(4)) / 4 },
    { says: '32%', value: (100 * worth(50)) / 50 },
    { says: '16.4', value: 1 + R },
    { says: '99.75%', value: 100 * (1 - 0.05 ** 2) },
    { says: '95%', value: 100 * (1 - 0.05) },
    { says: '81.8', value: name * city.same * prior },
    { says: '98.8%', value: probability(name * city.same * prior) },
    { says: '1.01', value: name * city.different * prior },
    { says: '50%', value: probability(name * city.different * prior) },
    { says: '900', value: name },
    { says: '5%', value: 5 * 0.01 * 100 },
  ],
  given: [
    { says: ['9 亿', '900 million'], from: 'the example: tokens of the web' },
    { says: ['9,000 万', '90 million'], from: 'the example: tokens of the forum' },
    { says: ['1,000 万', '10 million'], from: 'the example: tokens of the tickets' },
    { says: ['100 万', '1 million'], from: 'the example: customers of each system' },
    { says: ['90 亿', '9 billion'], from: 'Muennighoff et al., the largest model' },
    { says: ['3.44 亿', '344-million'], from: 'Chudnovsky et al. 2026, abstract: the model that matches a run of 67% of the FLOPs' },
    { says: '15.4', from: 'Muennighoff et al., appendix A: 15.387756' },
    { says: '0.7', from: 'an exponent of the table' },
    { says: '0.5', from: 'an exponent of the table' },
    { says: '0.3', from: 'an exponent of the table; also XLM-R' },
  ],
};
