package org.parvis.sample.api;

/** There is a tree. */
public record TreePlanted(String treeId, String kind) {}
