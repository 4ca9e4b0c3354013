/** The service that judges drafts before they leave and calls people when something must not wait. */
@NullMarked
package org.parvis.moderation;

import org.jspecify.annotations.NullMarked;
