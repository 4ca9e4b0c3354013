package org.parvis.web;

import java.time.Clock;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Set;
import org.parvis.web.view.Fmt;
import org.springframework.context.MessageSource;
import org.thymeleaf.context.IExpressionContext;
import org.thymeleaf.dialect.AbstractProcessorDialect;
import org.thymeleaf.dialect.IExpressionObjectDialect;
import org.thymeleaf.dialect.IPostProcessorDialect;
import org.thymeleaf.expression.IExpressionObjectFactory;
import org.thymeleaf.postprocessor.IPostProcessor;
import org.thymeleaf.postprocessor.PostProcessor;
import org.thymeleaf.processor.IProcessor;
import org.thymeleaf.standard.processor.StandardXmlNsTagProcessor;
import org.thymeleaf.templatemode.TemplateMode;

/**
 * What templates may write beyond Thymeleaf: {@code pv:icon}, {@code pv:ring} and the helper {@code #pv} ({@link Fmt}, plus
 * asset addresses).
 */
final class ParvisDialect extends AbstractProcessorDialect implements IExpressionObjectDialect, IPostProcessorDialect {

    private static final String NAME = "pv";
    private static final int AFTER_TH_ATTRIBUTES = 1700;

    private final Assets assets;
    private final Clock clock;
    private final MessageSource messages;

    ParvisDialect(Assets assets, Clock clock, MessageSource messages) {
        super("Parvis", NAME, AFTER_TH_ATTRIBUTES);
        this.assets = assets;
        this.clock = clock;
        this.messages = messages;
    }

    @Override
    public Set<IProcessor> getProcessors(String prefix) {
        return Set.of(
                new IconAttribute(prefix, assets),
                new RingAttribute(prefix),
                new StandardXmlNsTagProcessor(TemplateMode.HTML, prefix));
    }

    @Override
    public int getDialectPostProcessorPrecedence() {
        return 1_000;
    }

    @Override
    public Set<IPostProcessor> getPostProcessors() {
        return Set.of(new PostProcessor(TemplateMode.HTML, ErasedWords.class, 1_000));
    }

    @Override
    public IExpressionObjectFactory getExpressionObjectFactory() {
        return new IExpressionObjectFactory() {
            @Override
            public Set<String> getAllExpressionObjectNames() {
                return Set.of(NAME);
            }

            @Override
            public Object buildObject(IExpressionContext context, String name) {
                return new Fmt(context.getLocale(), zone(context), clock, messages, assets::url);
            }

            @Override
            public boolean isCacheable(String name) {
                return true;
            }
        };
    }

    private static ZoneId zone(IExpressionContext context) {
        return context.getVariable("shell") instanceof Shell shell ? shell.zone() : ZoneOffset.UTC;
    }
}
