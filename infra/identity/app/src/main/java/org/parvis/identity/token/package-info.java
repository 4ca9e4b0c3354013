/** Personal access tokens: made by members for their scripts, shown once, kept as digests, ended at any time. */
@NullMarked
package org.parvis.identity.token;

import org.jspecify.annotations.NullMarked;
