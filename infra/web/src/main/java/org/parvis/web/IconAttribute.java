package org.parvis.web;

import org.thymeleaf.context.ITemplateContext;
import org.thymeleaf.engine.AttributeName;
import org.thymeleaf.model.IProcessableElementTag;
import org.thymeleaf.processor.element.IElementTagStructureHandler;
import org.thymeleaf.standard.processor.AbstractStandardExpressionAttributeTagProcessor;
import org.thymeleaf.templatemode.TemplateMode;

/** {@code <svg pv:icon="inbox"></svg>}: an icon of the sprite, silent for screen readers because a word stands beside it. */
final class IconAttribute extends AbstractStandardExpressionAttributeTagProcessor {

    private static final int AFTER_CLASSES = 1500;

    private final Assets assets;

    IconAttribute(String prefix, Assets assets) {
        super(TemplateMode.HTML, prefix, "icon", AFTER_CLASSES, true);
        this.assets = assets;
    }

    @Override
    protected void doProcess(
            ITemplateContext context,
            IProcessableElementTag tag,
            AttributeName attribute,
            String value,
            Object icon,
            IElementTagStructureHandler out) {
        if (icon == null) {
            out.removeElement();
            return;
        }
        var name = icon.toString();
        if (!name.matches("[a-z0-9-]{1,64}")) {
            throw new IllegalArgumentException("Not the name of an icon: " + name);
        }
        var classes = tag.getAttributeValue("class");
        out.setAttribute("class", classes == null ? "pv-i" : "pv-i " + classes);
        out.setAttribute("viewBox", "0 0 24 24");
        out.setAttribute("aria-hidden", "true");
        out.setBody("<use href=\"" + assets.url("icons.svg") + "#" + name + "\"/>", false);
    }
}
