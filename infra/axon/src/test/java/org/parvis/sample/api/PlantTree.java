package org.parvis.sample.api;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Asks for a tree. */
public record PlantTree(@TargetAggregateIdentifier String treeId, String kind) {}
