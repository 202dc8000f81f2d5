/* app/main - the way in: the house as it is built, and the command that was asked for. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "app/modules.h"

#include "kit/commands.h"

int main(int argc, char **argv) {
    const House house = house_built();
    return commands_run(&house, argc, argv);
}
