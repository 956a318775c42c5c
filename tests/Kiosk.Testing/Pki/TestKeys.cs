using System.Collections.Concurrent;
using Kiosk.Trials.Pki;

namespace Kiosk.Testing.Pki;

/// <summary>Test keys, generated once per process for each kind and number, because RSA keys are slow to generate.</summary>
internal static class TestKeys
{
    private const int RsaKeys = 2;
    private static readonly ConcurrentDictionary<(KeyKind Kind, int Number), Lazy<KeyPair>> Keys = new();

    /// <summary>Cards share two RSA keys but have individual EC keys.</summary>
    public static KeyPair Of(KeyKind kind, int number)
    {
        var shared = kind is KeyKind.Rsa2048 or KeyKind.Rsa3072 ? number % RsaKeys : number;
        return Keys.GetOrAdd((kind, shared), static key => new Lazy<KeyPair>(() => KeyPair.Create(key.Kind))).Value;
    }
}
