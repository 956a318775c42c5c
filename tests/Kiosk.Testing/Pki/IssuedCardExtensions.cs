using System.Security.Cryptography;
using Kiosk.Cards;
using Kiosk.Cards.Piv;
using Kiosk.Trials.Pki;

namespace Kiosk.Testing.Pki;

/// <summary>Test helpers for issued cards.</summary>
internal static class IssuedCardExtensions
{
    extension(IssuedCard card)
    {
        /// <summary>A fresh challenge by the test terminal.</summary>
        public static CardChallenge DrawChallenge() => new("test-terminal", RandomNumberGenerator.GetBytes(CardChallenge.NonceLength));

        public IssuedCard Expired() => card.ValidTo(TestPki.Yesterday);

        /// <summary>Adds a CHUID by the test content signer.</summary>
        public IssuedCard WithChuid() => card.WithChuid(TestPki.ContentSigner);

        /// <summary>What a terminal reads from the card.</summary>
        /// <param name="challenge">A fresh one by default.</param>
        public CardEvidence.Piv Evidence(CardChallenge? challenge = null)
        {
            challenge ??= IssuedCard.DrawChallenge();
            return new CardEvidence.Piv(
                CardReadingProfile.Default.Applications[0],
                card.Certificate,
                challenge,
                card.Key.KeyAlgorithm,
                card.Key.Answer(challenge, card.Certificate.Span),
                TimeSpan.FromMilliseconds(100),
                card.Chuid);
        }
    }
}
