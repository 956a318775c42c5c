using Kiosk.Feed.Records;

namespace Kiosk.Service.Admission;

/// <summary>What a member's statuses allow at one place on one day, from nothing upwards.</summary>
internal enum Standing
{
    /// <summary>Not a member, not any more, or not known to be one.</summary>
    NotAMember = 0,

    /// <summary>A member, but barred for now.</summary>
    Barred,

    /// <summary>Attends, and counts for nothing.</summary>
    AttendsOnly,

    Full,
}

/// <summary>What one status allows.</summary>
/// <param name="Meetings">Every meeting but those of committees.</param>
/// <param name="Committee">Meetings of committees.</param>
/// <param name="Procedures">Administrative procedures.</param>
internal sealed record StandingRule(Standing Meetings, Standing Committee, Standing Procedures);

/// <summary>
/// From statuses to standing. A table and not code, because not all of it is certain: an authority may put its own in place of <see cref="Default"/>.
/// A status without a line (expelled, removed, left, deceased, unknown) allows nothing.
/// </summary>
internal sealed class StandingRules(IReadOnlyDictionary<MemberStatus, StandingRule> rules)
{
    private static readonly StandingRule TakesPart = new(Standing.Full, Standing.Full, Standing.Full);

    // Belongs elsewhere for a time, or not wholly yet.
    private static readonly StandingRule Attends = new(Standing.AttendsOnly, Standing.AttendsOnly, Standing.Full);

    private static readonly StandingRule BarredFromCommittee = new(Standing.Full, Standing.Barred, Standing.Full);

    // Not convened, yet keeps the right to complain: that is a procedure.
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
        kind is MeetingKind.CommitteeMeeting ? Least(member, date, rule => rule.Committee) : Least(member, date, rule => rule.Meetings);

    /// <summary>At a door that no meeting is behind: whoever may not come to a meeting does not come in.</summary>
    /// <param name="date">The day in Vietnam.</param>
    public Standing AtDoor(Member member, DateOnly date) => Least(member, date, rule => rule.Meetings);

    /// <param name="date">The day in Vietnam.</param>
    public Standing AtProcedure(Member member, DateOnly date) => Least(member, date, rule => rule.Procedures);

    /// <summary>
    /// Periods may overlap, rightly (official, and suspended for a month) or not (expelled without an end, then official again): the least standing of the
    /// day holds. A day without a period, or any period that ends before it begins, makes nobody a member.
    /// </summary>
    private Standing Least(Member member, DateOnly date, Func<StandingRule, Standing> column)
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
