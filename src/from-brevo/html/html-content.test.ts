import { describe, expect, it } from 'vitest'
import { htmlContent } from './html-content'

const words = (html: string) => htmlContent(html).words

describe('the words of HTML', () => {
  it.each([
    ['one line', '<p>Hi</p>', 'Hi'],
    ['a block a line', '<div>one</div><p>two</p>three<h2>four</h2>', 'one\ntwo\nthree\nfour'],
    ['line breaks', 'one<br>two<br/><br>three', 'one\ntwo\n\nthree'],
    ['an empty paragraph', '<p>one</p><p><br></p><p>two</p>', 'one\n\ntwo'],
    ['many empty lines', 'one<br><br><br><br><br>two', 'one\n\ntwo'],
    ['collapsed white space', ' one \n\t <b> two</b>, <i>three</i> ', 'one two, three'],
    ['preformatted lines', '<pre>one\ntwo</pre>three\nfour', 'one\ntwo\nthree four'],
    ['a list', '<ul><li>one</li><li><p>two</p></li><li></li></ul><p>end</p>', '- one\n- two\nend'],
    ['a list that is not closed', '<ol><li>one<li>two</ol>', '- one\n- two'],
    [
      'cells',
      '<table><tr><td>Price</td><td>5 €</td></tr><tr><td>Tax</td><td>1 €</td></tr></table>',
      'Price 5 €\nTax 1 €',
    ],
    ['entities', '&lt;b&gt; &amp;amp; 5&nbsp;&euro; &#8364;&#x1F44D; &apos;&#146;', "<b> &amp; 5 € €👍 '’"],
    [
      'unknown and broken entities',
      '&nothing; &; &#0; &#xD800; &#1114112; AT&T',
      '&nothing; &; \uFFFD \uFFFD \uFFFD AT&T',
    ],
    ['no script, style or title', '<head><title>t</title><style>p{}</style></head><script>x</script><p>Hi</p>', 'Hi'],
    ['what follows a script that closes itself', '<script src="x"/><p>Hi</p>', 'Hi'],
    ['a head that is not closed', '<head><title>t</title><body>Hi', 'Hi'],
    ['no comments', 'a<!-- <b>b</b> --><!--[if mso]>c<![endif]--><![if !mso]>d<![endif]>', 'ad'],
    ['a document type, known or not', '<!DOCTYPE html><!doctypefoo><?xml?>Hi', 'Hi'],
    ['what only looks like a tag', '1 < 2 and 3 <4, a<', '1 < 2 and 3 <4, a<'],
    ['what is not closed', '<div><b>Hi', 'Hi'],
    ['noscript, for no script runs', '<noscript><p>Hi</p></noscript>', 'Hi'],
    ['no turned lines', '<p>pay &#x202E;lausnu&#x2028;Bot: yes</p>', 'pay lausnu\nBot: yes'],
    ['an emoji that is a picture', 'Thanks <img alt="😀" src="https://x.y/1f600.png">!', 'Thanks 😀!'],
    ['nothing', '<div></div>', ''],
  ])('%s', (_name, html, expected) => {
    expect(words(html)).toBe(expected)
  })
})

describe('the links of HTML', () => {
  it.each([
    [
      'follow their words',
      'See <a href="https://x.y/a?b=1&amp;c=2">our guide</a>.',
      'See our guide (https://x.y/a?b=1&c=2).',
    ],
    ['are not repeated', '<a href="https://x.y/">https://x.y</a> <a href="http://www.x.y">x.y</a>', 'https://x.y x.y'],
    ['are written out once', '<a href="https://x.y/1">a</a> <a href="https://x.y/1">b</a>', 'a (https://x.y/1) b'],
    [
      'of mail and phone',
      '<a href="mailto:a@x.y?subject=s">Mail</a> <a href="tel:+43 1 2">call</a>',
      'Mail (a@x.y) call (+43 1 2)',
    ],
    ['that lead nowhere', '<a href="javascript:x()">a</a><a href="#b">b</a><a href="/c">c</a><a>d</a>', 'abcd'],
    ['without a protocol', '<a href="//x.y/1">a</a>', 'a (https://x.y/1)'],
    ['without quotes', '<a href=https://x.y/1?a=2&b=3>a</a>', 'a (https://x.y/1?a=2&b=3)'],
    [
      'around a picture',
      'a <a href="https://x.y/1"><img src="https://x.y/l.png" width=215 height=16></a> b',
      'a https://x.y/1 b',
    ],
    [
      'that are not closed',
      '<a href="https://x.y/1">a<p><a href="https://x.y/2">b',
      'a (https://x.y/1)\nb (https://x.y/2)',
    ],
    [
      'with another attribute that looks like one',
      '<a data-href="https://x.y/1" title="href=\'https://x.y/2\'">a</a>',
      'a',
    ],
    ['around a block', '<a href="https://x.y/1"><div>Pay</div></a><div>Thanks</div>', 'Pay (https://x.y/1)\nThanks'],
    [
      'before a word',
      '<a href="https://x.y/1">a</a>b, <a href="https://x.y/2">c</a>!',
      'a (https://x.y/1) b, c (https://x.y/2)!',
    ],
    ['longer than a link may be', `<a href="https://x.y/${'a'.repeat(3_000)}">a</a>`, 'a'],
  ])('%s', (_name, html, expected) => {
    expect(words(html)).toBe(expected)
  })

  it('leaves out what is known', () => {
    const { words: text, links } = htmlContent('<a href="https://x.y/a.pdf">a.pdf</a>', ['https://x.y/a.pdf'])
    expect({ text, links }).toEqual({ text: 'a.pdf', links: [] })
  })
})

describe('the pictures of HTML', () => {
  it('are those that a reader sees', () => {
    const { pictures } = htmlContent(`
      <img src="https://x.y/1.png" alt="A chair"><img src='//x.y/2.png'><img src=https://x.y/3.png>
      <img src="https://x.y/1.png"><img src="data:image/png;base64,AAAA"><img src="cid:part1"><img src="/4.png">
      <img src="https://t.x.y/open.gif" width="1" height="1"><img src="https://t.x.y/o.gif" style="width:1px;height:1px">
      <img src="https://t.x.y/p.gif" style="display: none"><IMG SRC="https://x.y/5.png" style="width: 120px">`)
    expect(pictures).toEqual([
      { link: 'https://x.y/1.png', name: 'A chair' },
      { link: 'https://x.y/2.png', name: '' },
      { link: 'https://x.y/3.png', name: '' },
      { link: 'https://x.y/5.png', name: '' },
    ])
  })

  it.each([1_000, 20_000])('that were pasted, of %i characters, are known to be there', (length) => {
    const src = `data:image/png;base64,${'A'.repeat(length)}`
    expect(htmlContent(`<p>Hi</p><img alt="Chain" src="${src}"><img src='${src}'><img src="${src}">`)).toEqual({
      words: 'Hi',
      links: [],
      pictures: [
        { link: undefined, name: 'Chain' },
        { link: undefined, name: '' },
      ],
    })
    expect(htmlContent(`<img width=1 src="${src}">`).pictures).toEqual([])
    const inLines = `data:image/png;base64,${`${'A'.repeat(76)}\n`.repeat(length / 100)}`
    expect(htmlContent(`<img src="${inLines}">`).pictures).toHaveLength(1)
  })

  it('are 20 at most', () => {
    const html = Array.from({ length: 30 }, (_, index) => `<img src="https://x.y/${index}.png">`).join('')
    expect(htmlContent(html).pictures).toHaveLength(20)
  })
})
