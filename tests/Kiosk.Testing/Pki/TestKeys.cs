using System.Collections.Concurrent;
using Kiosk.Trials.Pki;

namespace Kiosk.Testing.Pki;

/// <summary>Test keys, made once in a process for each kind and number: RSA keys are slow to make.</summary>
internal static class TestKeys
{
    private const int RsaKeys = 2;
    private static readonly ConcurrentDictionary<(KeyKind Kind, int Number), Lazy<KeyPair>> Keys = new();

    /// <summary>Cards share two RSA keys between them, and have a key each on the curves.</summary>
    public static KeyPair Of(KeyKind kind, int number)
    {
        var shared = kind is KeyKind.Rsa2048 or KeyKind.Rsa3072 ? number % RsaKeys : number;
        return Keys.GetOrAdd((kind, shared), static key => new Lazy<KeyPair>(() => KeyPair.Create(key.Kind))).Value;
    }
}
