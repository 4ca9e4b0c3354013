package org.parvis.web.view;

import org.jspecify.annotations.Nullable;

/** One tab over a queue; the count is left out when it is null. */
public record Tab(String href, String label, @Nullable Long count, boolean current) {}
