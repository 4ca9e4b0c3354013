/** What the pages of publishing share: refusals in words, names of brands. */
@NullMarked
package org.parvis.publishing.web;

import org.jspecify.annotations.NullMarked;
