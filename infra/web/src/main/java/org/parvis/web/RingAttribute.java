package org.parvis.web;

import org.thymeleaf.context.ITemplateContext;
import org.thymeleaf.engine.AttributeName;
import org.thymeleaf.model.IProcessableElementTag;
import org.thymeleaf.processor.element.IElementTagStructureHandler;
import org.thymeleaf.standard.processor.AbstractStandardExpressionAttributeTagProcessor;
import org.thymeleaf.templatemode.TemplateMode;

/** {@code <svg pv:ring="82"></svg>}: a ring filled for that share of a hundred, the picture of a running clock. */
final class RingAttribute extends AbstractStandardExpressionAttributeTagProcessor {

    private static final int AFTER_CLASSES = 1500;

    RingAttribute(String prefix) {
        super(TemplateMode.HTML, prefix, "ring", AFTER_CLASSES, true);
    }

    @Override
    protected void doProcess(
            ITemplateContext context,
            IProcessableElementTag tag,
            AttributeName attribute,
            String value,
            Object share,
            IElementTagStructureHandler out) {
        var filled = share instanceof Number number ? Math.clamp(number.longValue(), 0, 100) : 0;
        var classes = tag.getAttributeValue("class");
        out.setAttribute("class", classes == null ? "pv-ring" : "pv-ring " + classes);
        out.setAttribute("viewBox", "0 0 14 14");
        out.setAttribute("aria-hidden", "true");
        out.setBody("""
                <circle class="bg" cx="7" cy="7" r="5.2"/>\
                <circle cx="7" cy="7" r="5.2" pathLength="100" stroke-dasharray="%d 100"/>""".formatted(filled), false);
    }
}
