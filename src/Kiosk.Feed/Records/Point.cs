namespace Kiosk.Feed.Records;

/// <summary>A door without staff, and who may pass it. Whoever no rule admits stays out.</summary>
/// <param name="Id">Letters, digits and hyphens; appears in the journal's context.</param>
/// <param name="Terminals">Ids of the terminals at the point.</param>
/// <param name="Doors">Doors at which any terminal serves the point, by the names in their settings.</param>
/// <param name="Admits">Whoever one of these admits may pass.</param>
/// <param name="Key">32 bytes by which pseudonyms are derived; made by the publisher, and absent from its source.</param>
public sealed record Point(
    string Id,
    string Title,
    IReadOnlyList<PassRule> Admits,
    IReadOnlyList<string>? Terminals = null,
    IReadOnlyList<string>? Doors = null,
    PassbackRule? Passback = null,
    ReadOnlyMemory<byte>? Key = null)
{
    /// <summary>Whether a terminal at a door serves the point.</summary>
    public bool IsAt(string terminalId, string door) => Terminals?.Contains(terminalId) is true || Doors?.Contains(door) is true;
}

/// <summary>Whom a point admits: all conditions that are given must hold.</summary>
/// <param name="Members">Says that every member in good standing is meant, where no other condition is given.</param>
/// <param name="Units">The member's unit is one of these.</param>
/// <param name="Duties">The member has one of these duties.</param>
/// <param name="Listed">The card is on the point's list.</param>
/// <param name="Hours">When; null for at any time.</param>
public sealed record PassRule(bool? Members = null, IReadOnlyList<string>? Units = null, IReadOnlyList<Duty>? Duties = null, bool? Listed = null, IReadOnlyList<PassHours>? Hours = null)
{
    /// <summary>Whether it speaks of the holder, and not of the time alone.</summary>
    public bool NamesSomebody => Members is true || Listed is true || Units is not null || Duties is not null;

    /// <summary>Whether the holder is meant, whatever the time. Somebody without a record is meant only by the list alone: it vouches for them.</summary>
    /// <param name="member">Null where the card has no record here.</param>
    public bool Means(Member? member, bool isListed) =>
        NamesSomebody
        && (Listed is not true || isListed)
        && (Members is not true || member is not null)
        && (Units is null || (member is not null && Units.Contains(member.Unit)))
        && (Duties is null || (member is not null && Duties.Any(duty => duty is not Duty.None && member.Has(duty))));

    /// <param name="local">In Vietnam.</param>
    public bool Covers(DateTime local) => Hours is null || Hours.Any(hours => hours.Cover(local));
}

/// <summary>A time window in Vietnam, from its first minute up to but without its last. One that ends before it begins goes on past midnight and belongs to the day on which it began.</summary>
/// <param name="Days">Null for every day.</param>
public sealed record PassHours(TimeOnly From, TimeOnly To, IReadOnlyList<DayOfWeek>? Days = null)
{
    public bool Cover(DateTime local)
    {
        var time = TimeOnly.FromDateTime(local);
        return From < To ? IsOn(local.DayOfWeek) && time >= From && time < To
            : time >= From ? IsOn(local.DayOfWeek)
            : time < To && IsOn(local.AddDays(-1).DayOfWeek);
    }

    private bool IsOn(DayOfWeek day) => Days is null || Days.Contains(day);
}

/// <summary>What happens to somebody who comes in again without having left.</summary>
/// <param name="Second">Whether the second entry is refused or only recorded as such.</param>
/// <param name="ForgivenAfter">After which an entry counts no longer; a day at most.</param>
public sealed record PassbackRule(PassbackAnswer Second, TimeSpan ForgivenAfter);

/// <summary>The answer to a second entry.</summary>
public enum PassbackAnswer
{
    /// <summary>Nobody comes in twice.</summary>
    Refuse = 0,

    /// <summary>The door opens, and the record says that it was the second time.</summary>
    Record,
}

/// <summary>A card on a point's list.</summary>
/// <param name="From">First day (in Vietnam), null for any.</param>
/// <param name="To">Last day, null for any.</param>
public sealed record PassLine(CardTag Tag, DateOnly? From = null, DateOnly? To = null)
{
    public bool Covers(DateOnly date) => (From is null || date >= From) && (To is null || date <= To);
}

/// <summary>A line of a point's list.</summary>
public sealed record Pass(string PointId, PassLine Line);
