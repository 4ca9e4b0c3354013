package org.parvis.gateway.answer;

import java.util.Locale;
import org.springframework.web.util.HtmlUtils;

/**
 * A page that needs no service: it is shown when one is missing. Its look comes from the shell's style sheet, which the gateway serves by
 * itself.
 */
final class FailurePage {

    private FailurePage() {}

    /** What stands on it; all of it plain text. */
    record Words(String heading, String title, String detail, String way, String wayTo, String code) {}

    static String of(Words words, Locale language, AssetVersion assets) {
        return """
                <!doctype html>
                <html lang="%s">
                <head>
                  <meta charset="utf-8">
                  <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
                  <title>%s · Parvis</title>
                  <link rel="icon" type="image/svg+xml" href="%s">
                  <link rel="stylesheet" href="%s">
                  <link rel="stylesheet" href="%s">
                </head>
                <body>
                <div class="pv-app alone">
                  <main class="pv-main" id="work">
                    <div class="pv-fail">
                      <svg class="pv-i s20" viewBox="0 0 24 24" aria-hidden="true"><use href="%s#alert-triangle"/></svg>
                      <h1>%s</h1>
                      <p>%s</p>
                      <div class="go2"><a class="pv-btn primary" href="%s">%s</a></div>
                      <p class="pv-meta">%s</p>
                    </div>
                  </main>
                </div>
                </body>
                </html>
                """.formatted(
                        language.getLanguage(),
                        text(words.heading()),
                        assets.url("logo.svg"),
                        assets.url("tokens.css"),
                        assets.url("console.css"),
                        assets.url("icons.svg"),
                        text(words.title()),
                        text(words.detail()),
                        text(words.wayTo()),
                        text(words.way()),
                        text(words.code()));
    }

    private static String text(String plain) {
        return HtmlUtils.htmlEscape(plain, "UTF-8");
    }
}
