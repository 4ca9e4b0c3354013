/** Personal access tokens of programs. */
@NullMarked
package org.parvis.gateway.script;

import org.jspecify.annotations.NullMarked;
