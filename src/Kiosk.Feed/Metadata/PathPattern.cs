namespace Kiosk.Feed.Metadata;

/// <summary>A shell pattern for target paths (TUF 1.0, PATHPATTERN; glob(7)): <c>*</c>, <c>?</c> and <c>[a-z]</c>, <c>[!a-z]</c>, none of which matches a slash.</summary>
public sealed record PathPattern(string Text)
{
    public bool Matches(string targetPath)
    {
        var patterns = Text.Split('/');
        var segments = targetPath.Split('/');
        return patterns.Length == segments.Length && patterns.Zip(segments).All(pair => MatchesSegment(pair.First, pair.Second));
    }

    // Backtracks to the last star only, so the cost is at most pattern length times name length.
    private static bool MatchesSegment(ReadOnlySpan<char> pattern, ReadOnlySpan<char> name)
    {
        var (at, position, star, resume) = (0, 0, -1, 0);
        while (position < name.Length)
        {
            if (at < pattern.Length && pattern[at] == '*')
            {
                (star, resume) = (at, position);
                at++;
            }
            else if (MatchLength(pattern[at..], name[position]) is var length and > 0)
            {
                at += length;
                position++;
            }
            else if (star >= 0)
            {
                resume++;
                (at, position) = (star + 1, resume);
            }
            else
            {
                return false;
            }
        }

        return pattern[at..].Trim('*').IsEmpty;
    }

    /// <returns>The pattern characters consumed by matching this character; 0 if it does not match.</returns>
    private static int MatchLength(ReadOnlySpan<char> pattern, char character)
    {
        if (pattern.IsEmpty)
        {
            return 0;
        }

        if (pattern[0] == '[' && ClassLength(pattern) is var length and > 0)
        {
            return IsInClass(pattern[1..(length - 1)], character) ? length : 0;
        }

        return pattern[0] == '?' || pattern[0] == character ? 1 : 0;
    }

    /// <returns>The length including both brackets; 0 for an unclosed bracket, which is a literal.</returns>
    private static int ClassLength(ReadOnlySpan<char> pattern)
    {
        // A closing bracket in first place is a member of the class.
        var first = pattern.Length > 1 && pattern[1] == '!' ? 3 : 2;
        var end = pattern.Length > first ? pattern[first..].IndexOf(']') : -1;
        return end < 0 ? 0 : first + end + 1;
    }

    private static bool IsInClass(ReadOnlySpan<char> members, char character)
    {
        var isNegated = members[0] == '!';
        var found = false;
        for (var i = isNegated ? 1 : 0; i < members.Length; i++)
        {
            var isRange = i + 2 < members.Length && members[i + 1] == '-';
            found |= character >= members[i] && character <= members[isRange ? i + 2 : i];
            i += isRange ? 2 : 0;
        }

        return found != isNegated;
    }
}
