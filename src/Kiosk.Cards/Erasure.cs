using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Kiosk.Cards;

/// <summary>Zeroes card data at the end of a tap.</summary>
public static class Erasure
{
    /// <inheritdoc cref="Erase(ReadOnlyMemory{byte})"/>
    public static void Erase(ReadOnlyMemory<byte>? bytes) => Erase(bytes ?? default);

    /// <summary>Zeroes the whole array behind the bytes; memory that is not backed by an array is left alone.</summary>
    public static void Erase(ReadOnlyMemory<byte> bytes)
    {
        if (MemoryMarshal.TryGetArray(bytes, out var segment) && segment.Array is { } array)
        {
            CryptographicOperations.ZeroMemory(array);
        }
    }
}
