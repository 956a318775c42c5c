namespace Kiosk.Feed.Records;

/// <summary>What a member's statuses allow in one place on one day, in ascending order.</summary>
public enum Standing
{
    /// <summary>Not a member, no longer one, or not known to be one.</summary>
    NotAMember = 0,

    /// <summary>A member, but barred for now.</summary>
    Barred,

    /// <summary>Attends without counting for anything.</summary>
    AttendsOnly,

    Full,
}

/// <summary>What one status allows.</summary>
/// <param name="Meetings">All meetings except committee meetings.</param>
/// <param name="Committee">Committee meetings.</param>
/// <param name="Procedures">Administrative procedures.</param>
public sealed record StandingRule(Standing Meetings, Standing Committee, Standing Procedures);

/// <summary>
/// Maps statuses to standing. A table rather than code, since part of it is open to interpretation: an authority can replace <see cref="Default"/>.
/// A status without a line (expelled, removed, left, deceased, unknown) allows nothing.
/// </summary>
public sealed class StandingRules(IReadOnlyDictionary<MemberStatus, StandingRule> rules)
{
    private static readonly StandingRule TakesPart = new(Standing.Full, Standing.Full, Standing.Full);

    // Temporarily attached elsewhere, or not yet a full member.
    private static readonly StandingRule Attends = new(Standing.AttendsOnly, Standing.AttendsOnly, Standing.Full);

    private static readonly StandingRule BarredFromCommittee = new(Standing.Full, Standing.Barred, Standing.Full);

    // Not convened, but keeps the right to complain, which is a procedure.
    private static readonly StandingRule BarredFromMeetings = new(Standing.Barred, Standing.Barred, Standing.Full);

    public static StandingRules Default { get; } = new(new Dictionary<MemberStatus, StandingRule>
    {
        [MemberStatus.Official] = TakesPart,
        [MemberStatus.Exempt] = TakesPart,
        [MemberStatus.Probationary] = Attends,
        [MemberStatus.TemporaryIn] = Attends,
        [MemberStatus.TemporaryOut] = Attends,
        [MemberStatus.Transferring] = Attends,
        [MemberStatus.Abroad] = Attends,
        [MemberStatus.SuspendedFromCommittee] = BarredFromCommittee,
        [MemberStatus.Suspended] = BarredFromMeetings,
        [MemberStatus.Prosecuted] = BarredFromMeetings,
    });

    /// <param name="date">The day in Vietnam on which the session starts.</param>
    public Standing AtMeeting(MeetingKind kind, Member member, DateOnly date) =>
        kind is MeetingKind.CommitteeMeeting ? Lowest(member, date, rule => rule.Committee) : Lowest(member, date, rule => rule.Meetings);

    /// <summary>At a door without a meeting: applies the rule for meetings.</summary>
    /// <param name="date">The day in Vietnam.</param>
    public Standing AtDoor(Member member, DateOnly date) => Lowest(member, date, rule => rule.Meetings);

    /// <param name="date">The day in Vietnam.</param>
    public Standing AtProcedure(Member member, DateOnly date) => Lowest(member, date, rule => rule.Procedures);

    /// <summary>
    /// Periods may overlap, correctly (official, and suspended for a month) or not (expelled without an end, then official again): the lowest standing on that
    /// day applies. A day without a period, or any period that ends before it starts, means not a member.
    /// </summary>
    private Standing Lowest(Member member, DateOnly date, Func<StandingRule, Standing> column)
    {
        if (member.Periods.Any(period => period.To < period.From))
        {
            return Standing.NotAMember;
        }

        return member.Periods
            .Where(period => period.Covers(date))
            .Select(period => rules.TryGetValue(period.Status, out var rule) ? column(rule) : Standing.NotAMember)
            .DefaultIfEmpty(Standing.NotAMember)
            .Min();
    }
}
