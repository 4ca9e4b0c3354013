package org.parvis.axon;

import org.axonframework.config.Configuration;
import org.axonframework.modelling.command.inspection.AggregateModel;
import org.axonframework.modelling.command.inspection.AnnotatedAggregateMetaModelFactory;

/** How Axon sees an aggregate class. */
final class AggregateModels {

    private AggregateModels() {}

    static <T> AggregateModel<T> of(Class<T> type, Configuration axon) {
        return new AnnotatedAggregateMetaModelFactory(axon.parameterResolverFactory(), axon.handlerDefinition(type))
                .createModel(type);
    }
}
