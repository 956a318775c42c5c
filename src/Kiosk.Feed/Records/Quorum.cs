namespace Kiosk.Feed.Records;

/// <summary>The state of a quorum.</summary>
/// <param name="Present">Present and counting for it.</param>
/// <param name="Convened">Convened and counting for it.</param>
/// <param name="Required">The number that must be present; at least 1.</param>
public sealed record QuorumState(int Present, int Convened, int Required)
{
    public bool IsMet => Present >= Required;

    public int MissingCount => int.Max(0, Required - Present);
}

/// <summary>Quorum arithmetic, in whole people.</summary>
public static class Quorum
{
    /// <summary>Whether the rule's fraction is above 0 and at most 1, and its rounding is a known one.</summary>
    public static bool IsSound(QuorumRule rule) =>
        rule.Numerator >= 1 && rule.Numerator <= rule.Denominator && Enum.IsDefined(rule.Rounding);

    /// <returns>
    /// At least 1, so that an empty roster never has a quorum; more than <paramref name="convened"/> if the rule cannot be met ("more than all of them").
    /// </returns>
    /// <exception cref="ArgumentException">The rule is invalid.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A negative number of people.</exception>
    public static int RequiredOf(QuorumRule rule, int convened)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(convened);
        if (!IsSound(rule))
        {
            throw new ArgumentException($"A quorum of {rule.Numerator}/{rule.Denominator} ({rule.Rounding}) is no rule.", nameof(rule));
        }

        var (whole, rest) = Math.DivRem((long)convened * rule.Numerator, rule.Denominator);
        var required = rule.Rounding is QuorumRounding.Up && rest == 0 ? whole : whole + 1;
        return (int)long.Max(1, required);
    }

    /// <inheritdoc cref="RequiredOf"/>
    public static QuorumState Evaluate(QuorumRule rule, int convened, int present)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(present);
        return new(present, convened, RequiredOf(rule, convened));
    }
}
