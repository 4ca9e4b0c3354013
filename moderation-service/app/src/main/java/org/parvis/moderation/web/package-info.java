/** What the addresses of this service share: versions in headers, refusals in words, reading what was just written. */
@NullMarked
package org.parvis.moderation.web;

import org.jspecify.annotations.NullMarked;
