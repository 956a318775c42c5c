using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Kiosk.Cards;

/// <summary>Overwrites what was read of a card when its tap is over.</summary>
public static class Erasure
{
    /// <inheritdoc cref="Erase(ReadOnlyMemory{byte})"/>
    public static void Erase(ReadOnlyMemory<byte>? bytes) => Erase(bytes ?? default);

    /// <summary>Overwrites the whole array behind the bytes; what no array is behind is left to the collector.</summary>
    public static void Erase(ReadOnlyMemory<byte> bytes)
    {
        if (MemoryMarshal.TryGetArray(bytes, out var segment) && segment.Array is { } array)
        {
            CryptographicOperations.ZeroMemory(array);
        }
    }
}
