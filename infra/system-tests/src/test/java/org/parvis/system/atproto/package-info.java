/** The main job against a real AT Protocol network on this machine. */
@NullMarked
package org.parvis.system.atproto;

import org.jspecify.annotations.NullMarked;
