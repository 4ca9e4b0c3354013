package org.parvis.web;

import org.thymeleaf.context.ITemplateContext;
import org.thymeleaf.engine.AbstractTemplateHandler;
import org.thymeleaf.model.IText;

/**
 * Whatever page shows a text of somebody who was erased says so in words. Stored texts say it with a mark that nobody outside can write;
 * here, at the very end, it becomes words of the reader's language.
 */
public final class ErasedWords extends AbstractTemplateHandler {

    private static final String MARK = "\u0001erased";

    private String words = "";

    @Override
    public void setContext(ITemplateContext context) {
        super.setContext(context);
        words = context.getMessage(ErasedWords.class, "shell.erased", new Object[0], true);
    }

    @Override
    public void handleText(IText text) {
        var written = text.getText();
        super.handleText(
                written.contains(MARK)
                        ? getContext().getModelFactory().createText(written.replace(MARK, words))
                        : text);
    }
}
