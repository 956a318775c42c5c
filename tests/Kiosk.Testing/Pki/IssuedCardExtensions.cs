using System.Security.Cryptography;
using Kiosk.Cards;
using Kiosk.Cards.Piv;
using Kiosk.Trials.Pki;

namespace Kiosk.Testing.Pki;

/// <summary>What tests ask of an issued card.</summary>
internal static class IssuedCardExtensions
{
    extension(IssuedCard card)
    {
        /// <summary>A fresh challenge of the terminal that tests run on.</summary>
        public static CardChallenge DrawChallenge() => new("test-terminal", RandomNumberGenerator.GetBytes(CardChallenge.NonceLength));

        public IssuedCard Expired() => card.ValidTo(TestPki.Yesterday);

        /// <summary>Puts a CHUID of the tests' content signer on the card.</summary>
        public IssuedCard WithChuid() => card.WithChuid(TestPki.ContentSigner);

        /// <summary>What a terminal reads from the card.</summary>
        /// <param name="challenge">Left out, a fresh one.</param>
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
