using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Kiosk.Feed.Records;
using Kiosk.Feed.Sealing;

namespace Kiosk.Feed.Targets;

/// <summary>Checks the records of one set as they go by in key order, so that no tap meets one that cannot be used.</summary>
public abstract class SetRules : IDisposable
{
    private protected SetRules()
    {
    }

    /// <param name="key">A valid key of the class.</param>
    /// <exception cref="RecordException">A record breaks a rule, or does not open.</exception>
    /// <exception cref="JsonException">A record is not JSON of its class.</exception>
    public abstract void Check(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value);

    /// <summary>The last row went by.</summary>
    /// <exception cref="RecordException">The set as a whole breaks a rule.</exception>
    public virtual void Complete()
    {
    }

    public void Dispose()
    {
        Close();
        GC.SuppressFinalize(this);
    }

    private protected virtual void Close()
    {
    }

    private protected static T Open<T>(RowCipher cipher, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(cipher.Open(key, value), type) ?? throw new RecordException($"a {typeof(T).Name} is null.");
        }
        catch (SealException e)
        {
            throw new RecordException($"a row does not open with the province's key: {e.Message}", e);
        }
    }
}

internal sealed class MemberRules : SetRules
{
    public override void Check(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        if (!MemberSeal.HasShape(value))
        {
            throw new RecordException($"the record {Convert.ToHexStringLower(key)} is not a sealed one.");
        }
    }
}

internal sealed class MeetingRules(AudienceKey? audience) : SetRules
{
    private readonly AudienceKey audience = audience ?? throw new ArgumentNullException(nameof(audience));
    private readonly RowCipher cipher = audience.MeetingCipher();

    public override void Check(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        var record = Open(cipher, key, value, RecordJson.Meeting);
        MeetingRecordRules.Check(record);
        if (!key.SequenceEqual(audience.MeetingKey(record.Id)))
        {
            throw new RecordException($"the meeting {record.Id} stands under the key of another.");
        }
    }

    private protected override void Close() => cipher.Dispose();
}

/// <summary>Holds one meeting's roster at a time.</summary>
internal sealed class RosterSetRules(AudienceKey? audience) : SetRules
{
    private readonly InvitationKeys keys = (audience ?? throw new ArgumentNullException(nameof(audience))).InvitationKeys();
    private readonly RowCipher cipher = audience.InvitationCipher();
    private readonly List<RosterEntry> roster = [];
    private byte[] meeting = [];

    public override void Check(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        var meetingKey = key[..AudienceKey.TagLength];
        if (!meetingKey.SequenceEqual(meeting))
        {
            Complete();
            meeting = meetingKey.ToArray();
        }

        var entry = Open(cipher, key, value, RecordJson.RosterEntry);
        if (!keys.IsKeyOf(key, entry.Tag))
        {
            throw new RecordException("a line of a list stands under another's key.");
        }

        roster.Add(entry);
    }

    public override void Complete()
    {
        RosterRules.Check(roster);
        roster.Clear();
    }

    private protected override void Close()
    {
        cipher.Dispose();
        keys.Dispose();
    }
}

internal sealed class PointSetRules(AudienceKey? audience) : SetRules
{
    private readonly AudienceKey audience = audience ?? throw new ArgumentNullException(nameof(audience));
    private readonly RowCipher cipher = audience.PointCipher();
    private byte[] point = [];

    public override void Check(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        if (key.Length == AudienceKey.TagLength)
        {
            var record = Open(cipher, key, value, RecordJson.Point);
            PointRules.Check(record, isPublished: true);
            point = audience.PointKey(record.Id);
            if (!key.SequenceEqual(point))
            {
                throw new RecordException($"the point {record.Id} stands under the key of another.");
            }

            return;
        }

        var line = Open(cipher, key, value, RecordJson.PassLine);
        PointRules.Check(line);
        if (!key.StartsWith(point) || !key.SequenceEqual(audience.PassKey(point, line.Tag)))
        {
            throw new RecordException("a line of a point's list stands under another's key, or without its point.");
        }
    }

    private protected override void Close() => cipher.Dispose();
}

internal sealed class AudienceRules : SetRules
{
    public override void Check(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        if (AudienceWrap.EpochOf(value) is null)
        {
            throw new RecordException($"the row {Convert.ToHexStringLower(key)} is not a wrapped key.");
        }
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

internal sealed class AuthoritySetRules : SetRules
{
    public override void Check(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        var record = JsonSerializer.Deserialize(value, RecordJson.Authority) ?? throw new RecordException("the record of a CA is null.");
        record.Check();
        if (!key.SequenceEqual(AuthorityRows.KeyOf(record)))
        {
            throw new RecordException($"the CA of {record.Name} stands under the key of another.");
        }
    }
}
