package org.parvis.system.browser;

import java.util.ArrayList;
import java.util.List;

/** Ways to become part of a page instead of being shown on it: every vector behind every way out of the place where it lands. */
final class HostileWords {

    /** What all of them contain that would run. */
    static final String MARK = "alert(1)";

    /** Short enough for a name, and runs wherever a name is not shown as text. */
    static final String SHORT = "\"><img src=x onerror=alert(1)>";

    private static final List<String> WAYS_OUT =
            List.of("", "\">", "'>", "</title>", "</textarea>", "</script>", "-->", "]]>");

    private static final List<String> VECTORS = List.of(
            "<script>alert(1)</script>",
            "<ScRiPt >alert(1)</sCrIpT >",
            "<script src=//127.0.0.1:1/x.js></script>alert(1)",
            "<img src=x onerror=alert(1)>",
            "<img src=x:x onerror\n=\nalert(1)>",
            "<svg onload=alert(1)>",
            "<svg><script>alert(1)</script></svg>",
            "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
            "<iframe srcdoc='<script>parent.alert(1)</script>'>",
            "<iframe src=javascript:alert(1)>",
            "<a href=javascript:alert(1) autofocus onfocus=alert(1)>x</a>",
            "<details open ontoggle=alert(1)>",
            "<body onload=alert(1)>",
            "<input autofocus onfocus=alert(1)>",
            "<video><source onerror=alert(1)></video>",
            "<audio src=x onerror=alert(1)>",
            "<object data=javascript:alert(1)>",
            "<embed src=javascript:alert(1)>",
            "<form action=javascript:alert(1)><button autofocus>x",
            "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
            "<base href=//127.0.0.1:1/>alert(1)",
            "<link rel=stylesheet href=//127.0.0.1:1/x.css>alert(1)",
            "<style>*{background:url(//127.0.0.1:1/alert(1))}</style>",
            "<math><mtext></p><style><img src=x onerror=alert(1)>",
            "<template><script>alert(1)</script></template>",
            "<div hx-get=/crm/inbox hx-trigger=load>alert(1)</div>",
            "<div hx-on::load=alert(1) hx-get=/crm/inbox hx-trigger=load>",
            "<button hx-vals='js:{a:alert(1)}' hx-get=/ hx-trigger=load>",
            "<x style=animation-name:x onanimationstart=alert(1)>",
            "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
            "&lt;script&gt;alert(1)&lt;/script&gt;",
            "&#60;script&#62;alert(1)&#60;/script&#62;",
            "\\u003cscript\\u003ealert(1)\\u003c/script\\u003e",
            "[[${T(java.lang.Runtime).getRuntime()}]]alert(1)",
            "[(${7*7})]alert(1)",
            "__${7*7}__alert(1)",
            "#{7*7}@{javascript:alert(1)}",
            "javascript:alert(1)//http://x.example",
            "https://x.example/\"onmouseover=alert(1)//",
            "data:text/html,<script>alert(1)</script>");

    private HostileWords() {}

    static List<String> all() {
        return WAYS_OUT.stream()
                .flatMap(way -> VECTORS.stream().map(vector -> way + vector))
                .toList();
    }

    /** All of them, as many in one text as fit, each text beginning with a word. */
    static List<String> packed(String word, int longest) {
        var texts = new ArrayList<String>();
        var text = new StringBuilder(word);
        for (var words : all()) {
            if (text.length() + 1 + words.length() > longest) {
                texts.add(text.toString());
                text = new StringBuilder(word);
            }
            text.append(' ').append(words);
        }
        texts.add(text.toString());
        return texts;
    }
}
