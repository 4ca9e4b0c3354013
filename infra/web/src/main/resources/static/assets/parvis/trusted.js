/* The page accepts strings as markup only through the policy below. htmx parses answers of our own services from strings;
   templates escape what people wrote, and this takes out whatever could still act. */
(function () {
  'use strict';
  if (!window.trustedTypes) return;

  var FORBIDDEN = 'script, iframe, object, embed, base, link, style, meta[http-equiv]';
  var ADDRESSES = ['href', 'src', 'action', 'formaction', 'xlink:href'];
  var asItIs = trustedTypes.createPolicy('parvis', { createHTML: function (text) { return text; } });

  function disarm(root) {
    root.querySelectorAll(FORBIDDEN).forEach(function (element) { element.remove(); });
    root.querySelectorAll('*').forEach(function (element) {
      Array.from(element.attributes).forEach(function (attribute) {
        var acts = /^(on|hx-on|data-hx-on)/i.test(attribute.name) || attribute.name === 'srcdoc' || attribute.name === 'style';
        var leads = ADDRESSES.indexOf(attribute.name.toLowerCase()) >= 0 && /^[\s\u0000-\u001f]*(javascript|vbscript|data):/i.test(attribute.value);
        if (acts || leads) element.removeAttribute(attribute.name);
      });
      if (element.localName === 'template') disarm(element.content);
    });
  }

  trustedTypes.createPolicy('default', {
    createHTML: function (text, type, sink) {
      if (text.indexOf('<') < 0) return text;
      if (/parseFromString/.test(sink)) {
        var page = new DOMParser().parseFromString(asItIs.createHTML(text), 'text/html');
        disarm(page);
        return page.documentElement.outerHTML;
      }
      var part = document.createElement('template');
      part.innerHTML = asItIs.createHTML(text);
      disarm(part.content);
      return part.innerHTML;
    }
  });
})();
