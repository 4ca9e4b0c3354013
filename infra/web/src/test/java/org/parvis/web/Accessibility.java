package org.parvis.web;

import com.microsoft.playwright.Page;
import java.util.List;

/**
 * A smoke check of an open page: what a screen reader or a keyboard would stumble over, in words. It does not replace listening to
 * the page; it keeps the simple mistakes out.
 */
public final class Accessibility {

    private static final String FINDINGS = """
            () => {
              const findings = [];
              const shown = (e) => e.getClientRects().length > 0;
              const name = (e) => (e.getAttribute('aria-label')
                || (e.getAttribute('aria-labelledby') || '').split(' ').map((id) => document.getElementById(id)?.textContent ?? '').join(' ')
                || (e.labels && Array.from(e.labels).map((l) => l.textContent).join(' '))
                || e.getAttribute('title') || e.getAttribute('alt') || e.textContent || e.getAttribute('placeholder') || '').trim();
              const where = (e) => e.outerHTML.replace(/\\s+/g, ' ').slice(0, 120);
              if (!document.documentElement.lang) findings.push('the page does not say its language');
              if (!document.title) findings.push('the page has no title');
              if (document.querySelectorAll('main').length !== 1) findings.push('the page needs one main');
              const heads = Array.from(document.querySelectorAll('main h1'));
              if (heads.length !== 1) findings.push('the page needs one h1, it has ' + heads.length);
              const ids = new Map();
              document.querySelectorAll('[id]').forEach((e) => ids.set(e.id, (ids.get(e.id) ?? 0) + 1));
              ids.forEach((n, id) => { if (n > 1) findings.push('the id ' + id + ' is there ' + n + ' times'); });
              document.querySelectorAll('a[href], button, [role="button"], summary').forEach((e) => {
                if (shown(e) && !name(e)) findings.push('a control without a name: ' + where(e));
              });
              document.querySelectorAll('input:not([type="hidden"]), textarea, select, [contenteditable="true"]').forEach((e) => {
                if (shown(e) && !name(e)) findings.push('a field without a name: ' + where(e));
              });
              document.querySelectorAll('svg, img').forEach((e) => {
                const silent = e.getAttribute('aria-hidden') === 'true' || e.closest('[aria-hidden="true"]');
                if (shown(e) && !silent && !name(e)) findings.push('a picture that says nothing: ' + where(e));
              });
              document.querySelectorAll('[aria-describedby], [aria-labelledby], [aria-controls]').forEach((e) => {
                ['aria-describedby', 'aria-labelledby', 'aria-controls'].forEach((a) => {
                  (e.getAttribute(a) ?? '').split(' ').filter(Boolean).forEach((id) => {
                    if (!document.getElementById(id)) findings.push(a + ' leads nowhere: ' + id);
                  });
                });
              });
              document.querySelectorAll('[aria-invalid="true"]').forEach((e) => {
                if (!e.getAttribute('aria-describedby')) findings.push('a wrong field that does not say why: ' + where(e));
              });
              document.querySelectorAll('[tabindex]').forEach((e) => {
                if (e.tabIndex > 0) findings.push('a tab order of its own: ' + where(e));
              });
              const small = innerWidth < 800 ? 24 : 20;
              document.querySelectorAll('button, .pv-btn, summary').forEach((e) => {
                const box = e.getBoundingClientRect();
                if (shown(e) && box.width > 2 && (box.height < small || box.width < small)) findings.push('too small to press: ' + where(e));
              });
              if (document.documentElement.scrollWidth > innerWidth + 1) findings.push('the page is wider than the screen');
              return findings;
            }
            """;

    private Accessibility() {}

    /** What is wrong, or nothing. */
    @SuppressWarnings("unchecked")
    public static List<String> findings(Page page) {
        return (List<String>) page.evaluate(FINDINGS);
    }
}
