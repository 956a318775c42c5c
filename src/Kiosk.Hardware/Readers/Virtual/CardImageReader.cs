using Kiosk.Cards.Iso7816;
using Kiosk.Cards.Tlv;
using Kiosk.Words;

namespace Kiosk.Hardware.Readers.Virtual;

/// <summary>Validates a card image file, member by member.</summary>
/// <param name="source">The file's path, for messages and to resolve files next to it.</param>
/// <param name="depth">The number of images that led here, each naming the next.</param>
internal sealed class CardImageReader(string source, int depth)
{
    private const int MaxAtr = 33;

    /// <exception cref="CardImageException">A value is invalid.</exception>
    public CardImage Read(CardImageDocument document) => new()
    {
        Source = source,
        AnswerToReset = new AnswerToReset(ReadAtr(document.Atr)),
        Application = ReadAid(document.Aid),
        Objects = ReadObjects(document.Objects),
        Keys = ReadKeys(document.Keys),
        Faults = [.. (document.Faults ?? []).Select(ReadFault)],
    };

    private byte[] ReadAtr(string hex)
    {
        var atr = ReadHex("atr", hex);
        return atr.Length is >= 2 and <= MaxAtr ? atr : throw Refused("atr", $"has {atr.Length} bytes, where an ATR has 2 to {MaxAtr}");
    }

    private ApplicationIdentifier ReadAid(string hex)
    {
        var aid = ReadHex("aid", hex);
        return aid.Length is >= 5 and <= 16 ? new ApplicationIdentifier(aid) : throw Refused("aid", $"has {aid.Length} bytes, where an AID has 5 to 16");
    }

    private Dictionary<BerTag, ReadOnlyMemory<byte>> ReadObjects(Dictionary<string, string> objects)
    {
        var read = new Dictionary<BerTag, ReadOnlyMemory<byte>>();
        foreach (var (name, hex) in objects)
        {
            var place = $"objects.{name}";
            var bytes = ReadHex(place, name);
            if (!BerTag.TryRead(bytes, out var tag) || tag.Length != bytes.Length)
            {
                throw Refused(place, "is not named by a tag of one to three bytes");
            }

            if (!read.TryAdd(tag, ReadHex(place, hex)))
            {
                throw Refused(place, "is there twice");
            }
        }

        return read;
    }

    private Dictionary<byte, CardImageKey> ReadKeys(Dictionary<string, CardImageDocument.Key> keys)
    {
        var read = new Dictionary<byte, CardImageKey>();
        foreach (var (name, key) in keys)
        {
            var place = $"keys.{name}";
            if (!read.TryAdd(ReadByte(place, name), ReadKey(place, key)))
            {
                throw Refused(place, "is there twice");
            }
        }

        return read;
    }

    private CardImageKey ReadKey(string place, CardImageDocument.Key key)
    {
        var read = new CardImageKey(ReadByte($"{place}.algorithm", key.Algorithm), ReadBase64($"{place}.pkcs8", key.Pkcs8));
        return VirtualCardKey.TryCreate(read.Pkcs8) is null
            ? throw Refused($"{place}.pkcs8", "is not a PKCS#8 private key, RSA or EC, that this system can use")
            : read;
    }

    private CardImageFaultRule ReadFault(CardImageDocument.Fault fault, int index)
    {
        var place = $"faults[{index}]";
        var on = ReadHex($"{place}.on", fault.On);
        if (on.Length == 0)
        {
            throw Refused($"{place}.on", "is empty");
        }

        if (fault.After < 0)
        {
            throw Refused($"{place}.after", $"is {fault.After}, less than 0");
        }

        var act = new CardImageFaultReader(source, depth).Read(fault.Do) ?? throw Refused($"{place}.do", $"is \"{fault.Do}\", which no card does");
        return new CardImageFaultRule(on, fault.After, act);
    }

    private byte ReadByte(string place, string hex)
    {
        var bytes = ReadHex(place, hex);
        return bytes.Length == 1 ? bytes[0] : throw Refused(place, $"is {hex}, not one hexadecimal byte");
    }

    private byte[] ReadHex(string place, string hex)
    {
        var bytes = new byte[hex.Length / 2];
        return Convert.FromHexString(hex, bytes, out _, out _) == System.Buffers.OperationStatus.Done
            ? bytes
            : throw Refused(place, "is not hexadecimal");
    }

    private byte[] ReadBase64(string place, string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var written) ? bytes[..written] : throw Refused(place, "is not Base64");
    }

    /// <param name="place">Member names separated by dots, list indices in brackets.</param>
    private CardImageException Refused(string place, string reason) => new(CardImage.Mistake(source, $"{JsonMistake.MemberAt($".{place}")} {reason}."));
}
