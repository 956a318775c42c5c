using FsCheck;
using FsCheck.Fluent;
using Kiosk.Testing.Durability;
using Kiosk.Verification.Reasons;
using Kiosk.Verification.Time;
using static Kiosk.Journal.Tests.JournalSamples;

namespace Kiosk.Journal.Tests;

public sealed class JournalFrameTests
{
    private static readonly ChainLink Genesis = ChainLink.Genesis(Terminal);

    [Fact]
    public void Any_record_survives_encoding_and_decoding()
    {
        var texts = Gen.Elements("", "Cửa số 2", "đại hội/phiên trù bị", new string('ơ', 127), new string('a', 255), "🪑");
        var records =
            from ticks in Gen.Choose(0, int.MaxValue)
            from trust in Gen.Elements(Enum.GetValues<ClockTrust>())
            from fault in Gen.Elements(Enum.GetValues<ClockFault>())
            from mode in Gen.Elements(Enum.GetValues<JournalMode>()).Where(mode => mode != JournalMode.None)
            from outcome in Gen.Elements(Enum.GetValues<JournalOutcome>()).Where(outcome => outcome != JournalOutcome.None)
            from code in Gen.Choose(0, ushort.MaxValue)
            from counts in Gen.Choose(0, 15)
            from context in texts
            from door in texts
            from pseudonym in Gen.Elements(0, 32)
            from sealedLength in Gen.OneOf(Gen.Choose(0, 2_000), Gen.Constant(JournalFrame.MaximumSealedLength))
            select new JournalRecord(
                new(DateTimeOffset.UnixEpoch.AddTicks(ticks * 8_000_000L), trust, fault),
                mode,
                context,
                door,
                Noise(ticks, pseudonym),
                outcome,
                (ReasonCode)code,
                Noise(code, sealedLength),
                (JournalCounts)counts);

        Prop.ForAll(records.ToArbitrary(), record =>
        {
            var frame = new byte[JournalFrame.LengthOf(record)];
            var hash = JournalFrame.Encode(record, Genesis, JournalSamples.Keys.Frames, frame);
            Assert.Equal(FrameFault.None, JournalFrame.Examine(frame, Genesis));
            var entry = JournalFrame.Decode(frame);
            AssertSame(record, entry.Record);
            Assert.Equal(hash, entry.FrameHash.ToArray());
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Random_bytes_are_never_a_frame()
    {
        Prop.ForAll<byte[]>(bytes => JournalFrame.Examine(bytes, Genesis) != FrameFault.None).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void The_encoding_matches_its_documentation()
    {
        var record = new JournalRecord(
            new(DateTimeOffset.UnixEpoch.AddTicks(0x0102030405060708), ClockTrust.Rtc, ClockFault.Jumped),
            JournalMode.Terminal,
            "c",
            "dd",
            default,
            JournalOutcome.Note,
            ReasonCode.TerminalCache,
            new byte[] { 0xEE, 0xFF },
            JournalCounts.Quorum | JournalCounts.Vote);
        var frame = new byte[JournalFrame.LengthOf(record)];

        JournalFrame.Encode(record, new(0x1112131415161718, new byte[32]), JournalSamples.Keys.Frames, frame);

        Assert.Equal(
            "00000083" + "1112131415161719" + "0102030405060708" + "01" + "02" + "04" + "04" + "0321" + "05" + "01" + "02" + "00" + "00000002"
            + new string('0', 64) + "63" + "6464" + "eeff",
            Convert.ToHexStringLower(frame.AsSpan()[..^64]));
        Assert.True(JournalFrame.IsTagged(frame, JournalSamples.Keys.Frames));
        Assert.True(JournalFrame.IsIntact(frame));
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void A_record_out_of_range_is_refused_before_anything_is_written(string what)
    {
        var record = OutOfBounds[what];
        using var folder = new TestFolder();
        using var journal = Open(folder.Path);
        var before = File.ReadAllBytes(JournalFolder.SegmentPath(folder.Path, 1));

        Assert.ThrowsAny<ArgumentException>(() => journal.Append(record));

        Assert.Equal(before, File.ReadAllBytes(JournalFolder.SegmentPath(folder.Path, 1)));
        Assert.False(journal.IsFailed);
        Assert.Equal(new JournalSequence(1), journal.Append(Arrival(1)).Sequence);
    }

    public static TheoryData<string> Refused => [.. OutOfBounds.Keys];

    private static Dictionary<string, JournalRecord> OutOfBounds => new()
    {
        ["context of 256 bytes"] = Arrival(1) with { Context = new('a', 256) },
        ["context of 128 letters of 2 bytes"] = Arrival(1) with { Context = new('ơ', 128) },
        ["door of 256 bytes"] = Arrival(1) with { Door = new('a', 256) },
        ["half a surrogate pair"] = Arrival(1) with { Door = "\ud83e" },
        ["pseudonym of 31 bytes"] = Arrival(1) with { Pseudonym = new byte[31] },
        ["pseudonym of 33 bytes"] = Arrival(1) with { Pseudonym = new byte[33] },
        ["sealed part of 64 KiB and a byte"] = Arrival(1, JournalFrame.MaximumSealedLength + 1),
        ["no mode"] = Arrival(1) with { Mode = JournalMode.None },
        ["unknown mode"] = Arrival(1) with { Mode = (JournalMode)9 },
        ["no outcome"] = Arrival(1) with { Outcome = JournalOutcome.None },
        ["unknown trust"] = Arrival(1) with { Clock = new(Morning, (ClockTrust)300) },
        ["unknown fault"] = Arrival(1) with { Clock = new(Morning, ClockTrust.Rtc, (ClockFault)(-1)) },
    };
}
