/** The main job against a real AT Protocol network, installed from the registries and started here. */
@NullMarked
package org.parvis.system.atproto;

import org.jspecify.annotations.NullMarked;
