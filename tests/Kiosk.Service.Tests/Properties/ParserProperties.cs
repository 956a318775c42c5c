using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Kiosk.Service.Cache;
using Kiosk.Service.CheckIn;
using Kiosk.Testing.Properties;
using static Kiosk.Testing.Properties.Parsing;

namespace Kiosk.Service.Tests.Properties;

/// <summary>Any bytes at all, and bytes that differ little from good ones, are read or refused with the parser's own exception.</summary>
public sealed class ParserProperties
{
    private static readonly byte[] Key = [1, 2, 3];

    [Fact]
    public void ModeSelection_JSON() => Holds<JsonException>([new ModeSelection("meeting", "dai-hoi-2026").ToJson()], bytes => ModeSelection.Parse(bytes));

    [Fact]
    public void CurrentPointer() => Holds<NeverException>([new Service.Cache.CurrentPointer(42, 1000).Encode()], bytes =>
        Assert.True(Service.Cache.CurrentPointer.Parse(bytes) is not { } pointer || pointer.Encode().AsSpan().SequenceEqual(bytes)));

    [Fact]
    public void SealedRow_gives_back_what_it_was_given_and_finds_every_edit()
    {
        var seal = new RowSeal(Enumerable.Range(0, RowSeal.KeyLength).Select(number => (byte)number).ToArray());
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), value => Read(seal, Sealed(seal, value)) is { } back && back.AsSpan().SequenceEqual(value)).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

        var row = Sealed(seal, Enumerable.Range(0, 300).Select(number => (byte)(number % 251)).ToArray());
        Holds<NeverException>([row], bytes => Assert.True(Read(seal, bytes) is null || bytes.AsSpan().SequenceEqual(row)));
    }

    private static byte[] Sealed(RowSeal seal, byte[] value) => SealedRow.Write(seal, Key, value, "before"u8, new byte[value.Length + 64]).ToArray();

    private static byte[]? Read(RowSeal seal, byte[] row) => SealedRow.TryRead(seal, Key, row, out var value, out _) ? value.ToArray() : null;
}
