#!/usr/bin/env python3
"""Makes a rule set of twice the size, to measure what rules cost.

Copies a rules folder and adds, for every identifier that is found by words (keywords or context), a second one that is
found by other words: each letter of its keywords, context words and patterns is exchanged for one about as frequent.
The new words occur about as often in text as the old ones do, so they load the prefilter as real rules would, but mean
nothing. Identifiers found by digits, '@' or IBANs alone are not copied: a copy would have the same candidates.

    python3 double_rules.py [--times N] RULES OUTPUT
"""

import argparse
import os
import re
import shutil
import sys

# Pairs of neighbours in the frequency order of code and prose; a second copy uses the order shifted by one.
BY_FREQUENCY = "etaoinsrlcdupmhgfbyvwkxqjz"

# What has letters in a PCRE2 pattern that are no literals.
SYNTAX = re.compile(
    r"""\\(?:x\{[^}]*\}|x[0-9A-Fa-f]{0,2}|[pPoN]\{[^}]*\}|[gk](?:\{[^}]*\}|<[^>]*>|'[^']*')|.)
      | \(\?(?:P?<[A-Za-z_]\w*>|P[>=]\w+\)|<?[=!]|&\w+\)|[-imsxnJU^]*[:)]|[>|]|[R0-9+-]+\))
      | \(\*[^)]*\)
      | \[\^?\]?(?:\[:\w+:\]|\\.|[^\]\\])*\]
      | \{\d+(?:,\d*)?\}""",
    re.VERBOSE | re.DOTALL,
)


def exchange(copy):
    """The table that exchanges letters for the copy of that number, counted from 1."""
    order = BY_FREQUENCY if copy % 2 else BY_FREQUENCY[1:-1]
    step = (copy + 1) // 2
    groups = [order[start:start + 2 * step] for start in range(0, len(order), 2 * step)]
    pairs = {}
    for group in groups:
        half = len(group) // 2
        for one, other in zip(group[:half], group[half:2 * half]):
            pairs[one], pairs[other] = other, one
    pairs.update({one.upper(): other.upper() for one, other in list(pairs.items())})
    return str.maketrans(pairs)


def exchange_in_pattern(text, table):
    """Exchanges the literal letters of a pattern, also in character classes without ranges."""
    result, end = [], 0
    for match in SYNTAX.finditer(text):
        result.append(text[end:match.start()].translate(table))
        token = match.group()
        if token.startswith("[") and not re.search(r"[A-Za-z0-9]-[A-Za-z0-9]|\\|\[:", token):
            token = token.translate(table)
        result.append(token)
        end = match.end()
    result.append(text[end:].translate(table))
    return "".join(result)


def indentation(line):
    return len(line) - len(line.lstrip(" "))


def value_extent(lines, start, column):
    """The line after the value of the key at `column` of line `start`."""
    end = start + 1
    while end < len(lines) and (not lines[end].strip() or indentation(lines[end]) > column):
        end += 1
    # A list may be indented as little as its key.
    while end < len(lines) and indentation(lines[end]) == column and lines[end].lstrip().startswith("- ") \
            and lines[start].rstrip().endswith(":"):
        end += 1
    return end


def copy_entry(lines, copy, table):
    """The copy of one identifier, or None when no words lead to it."""
    if not any(re.match(r"[\s-]*(keywords|context):", line) for line in lines):
        return None
    if any(re.match(r"[\s-]*anchor:", line) for line in lines):
        return None
    result, index = [], 0
    while index < len(lines):
        line = lines[index]
        key = re.match(r"((?:\s*- )?\s*)(id|name|pattern|keywords|words|context)(:\s*)(.*)$", line, re.DOTALL)
        if not key:
            result.append(line)
            index += 1
            continue
        lead, name, colon, value = key.groups()
        if name == "id":
            result.append(f"{lead}{name}{colon}{value.rstrip()}_COPY{copy}\n")
            index += 1
        elif name == "name":
            result.append(line)
            index += 1
        elif name == "context" and not value.strip():
            # A block: its words have a line of their own.
            result.append(line)
            index += 1
        else:
            end = value_extent(lines, index, len(lead))
            text = value + "".join(lines[index + 1:end])
            if name == "pattern" and text.startswith('"'):
                sys.exit(f"double_rules: a pattern in double quotes is not understood: {text.strip()}")
            if name == "pattern":
                block = re.match(r"[|>][+-]?\s*\n", text)
                skip = block.end() if block else 0
                text = text[:skip] + exchange_in_pattern(text[skip:], table)
            elif name == "context":
                words = re.search(r"words:\s*\[[^\]]*\]", text)
                if words:
                    inner = words.group()
                    inner = inner[:6] + inner[6:].translate(table)
                    text = text[:words.start()] + inner + text[words.end():]
            else:
                text = text.translate(table)
            result.append(lead + name + colon + text)
            index = end
    return result


def entries(lines):
    """Splits a file into its head and its identifiers."""
    starts = [index for index, line in enumerate(lines) if re.match(r"\s*- id:", line)]
    if not starts:
        return lines, []
    top = min(indentation(lines[start]) for start in starts)
    starts = [start for start in starts if indentation(lines[start]) == top]
    return lines[:starts[0]], [lines[a:b] for a, b in zip(starts, starts[1:] + [len(lines)])]


def make(rules, output, times=2):
    """Writes the larger rule set and returns the number of identifiers before and after."""
    shutil.rmtree(output, ignore_errors=True)
    before = after = 0
    for folder, _, names in os.walk(rules):
        target = os.path.join(output, os.path.relpath(folder, rules))
        os.makedirs(target, exist_ok=True)
        for name in sorted(names):
            if not name.endswith(".yaml"):
                continue
            with open(os.path.join(folder, name), encoding="utf-8") as file:
                lines = file.readlines()
            shutil.copyfile(os.path.join(folder, name), os.path.join(target, name))
            head, originals = entries(lines)
            before += len(originals)
            after += len(originals)
            for copy in range(1, times):
                table = exchange(copy)
                copies = [copy_entry(entry, copy, table) for entry in originals]
                kept = [made for made in copies if made is not None]
                after += len(kept)
                if not kept:
                    continue
                with open(os.path.join(target, f"{name[:-5]}-copy{copy}.yaml"), "w", encoding="utf-8") as file:
                    # An anchor defined in an identifier that is not copied must still be there for those that are.
                    file.writelines(head)
                    for original, made in zip(originals, copies):
                        file.writelines(made if made is not None else anchors_only(original, originals, copies))
    return before, after


def anchors_only(entry, originals, copies):
    """The identifier itself under another name, if copies refer to an anchor that it defines; else nothing."""
    names = set(re.findall(r"(?:^|[\s:\[])&(\w+)", "".join(entry)))
    used = any(f"*{name}" in "".join(made) for name in names for made in copies if made)
    if not used:
        return []
    return [re.sub(r"^(\s*- id:\s*)(\S+)", r"\1\2_COPY", line) for line in entry]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--times", type=int, default=2, help="how often each identifier is there, default 2")
    parser.add_argument("rules")
    parser.add_argument("output")
    options = parser.parse_args()
    before, after = make(options.rules, options.output, options.times)
    print(f"{options.output}: {before} identifiers made {after}", file=sys.stderr)


if __name__ == "__main__":
    main()
