using System.Text;
using System.Text.Json;
using Kiosk.Feed.Records;

namespace Kiosk.Feed.Targets;

/// <summary>Checks the records of one set as they go by in key order, so that no tap meets one that cannot be used.</summary>
public abstract class SetRules
{
    private protected SetRules()
    {
    }

    /// <param name="key">A valid key of the class.</param>
    /// <exception cref="RecordException">A record breaks a rule.</exception>
    /// <exception cref="JsonException">A record is not JSON of its class.</exception>
    public abstract void Check(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value);

    /// <summary>The last row went by.</summary>
    /// <exception cref="RecordException">The set as a whole breaks a rule.</exception>
    public virtual void Complete()
    {
    }
}

internal sealed class MemberRules : SetRules
{
    public override void Check(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        if (!MemberSeal.HasShape(value))
        {
            throw new RecordException($"the record of the tag {Convert.ToHexStringLower(key)} is not a sealed one.");
        }
    }
}

internal sealed class MeetingRules : SetRules
{
    public override void Check(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        var id = Encoding.ASCII.GetString(key);
        var record = JsonSerializer.Deserialize(value, RecordJson.Meeting) ?? throw new RecordException($"the meeting {id} is null.");
        MeetingRecordRules.Check(record);
        if (record.Id != id)
        {
            throw new RecordException($"the meeting {record.Id} stands under the id {id}.");
        }
    }
}

/// <summary>Holds one meeting's roster at a time.</summary>
internal sealed class RosterSetRules : SetRules
{
    private readonly List<RosterEntry> roster = [];
    private byte[] meeting = [];

    public override void Check(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        var id = key[..^(CardTag.Length + 1)];
        var tag = key[^CardTag.Length..];
        if (!id.SequenceEqual(meeting))
        {
            Complete();
            meeting = id.ToArray();
        }

        var entry = JsonSerializer.Deserialize(value, RecordJson.RosterEntry) ?? throw new RecordException("a line of a list is null.");
        if (!tag.SequenceEqual(entry.Tag.ToArray()))
        {
            throw new RecordException($"the line of the tag {entry.Tag} stands under another.");
        }

        roster.Add(entry);
    }

    public override void Complete()
    {
        RosterRules.Check(roster);
        roster.Clear();
    }
}

/// <summary>Holds one terminal's enrolments at a time.</summary>
internal sealed class TerminalSetRules : SetRules
{
    private string? enrolled;

    public override void Check(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        var record = JsonSerializer.Deserialize(value, RecordJson.Terminal) ?? throw new RecordException("the record of a terminal is null.");
        TerminalRecordRules.Check(record);
        if (!key.SequenceEqual(TerminalRows.KeyOf(record)))
        {
            throw new RecordException($"the record of terminal {record.Id} stands under the key of another.");
        }

        if (record.Revoked is null)
        {
            enrolled = record.Id != enrolled ? record.Id : throw new RecordException($"terminal {record.Id} is enrolled with two keys.");
        }
    }
}
