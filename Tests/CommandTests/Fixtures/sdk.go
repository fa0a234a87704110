// What a program written for AWS with its SDK for Go does, service by service; only the endpoint is not AWS's.
//
//	GO111MODULE=off GOPATH=/usr/share/gocode go run sdk.go ENDPOINT REGION [BUCKET]
//
// With golang-go and golang-github-aws-aws-sdk-go-v2-dev of Debian. It prints a line for each service that did all it should.
package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"os"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/cloudtrail"
	"github.com/aws/aws-sdk-go-v2/service/eventbridge"
	eventtypes "github.com/aws/aws-sdk-go-v2/service/eventbridge/types"
	"github.com/aws/aws-sdk-go-v2/service/iam"
	"github.com/aws/aws-sdk-go-v2/service/kms"
	kmstypes "github.com/aws/aws-sdk-go-v2/service/kms/types"
	"github.com/aws/aws-sdk-go-v2/service/macie2"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	s3types "github.com/aws/aws-sdk-go-v2/service/s3/types"
	"github.com/aws/aws-sdk-go-v2/service/secretsmanager"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
	sqstypes "github.com/aws/aws-sdk-go-v2/service/sqs/types"
	"github.com/aws/aws-sdk-go-v2/service/sts"
)

var everything = context.Background()

// The value of a call that must not fail.
func must[Value any](value Value, err error) Value {
	if err != nil {
		log.Fatal(err)
	}
	return value
}

func check(isTrue bool, what string) {
	if !isTrue {
		log.Fatal(what)
	}
}

func main() {
	resolver := aws.EndpointResolverWithOptionsFunc(func(service, region string, options ...interface{}) (aws.Endpoint, error) {
		return aws.Endpoint{URL: os.Args[1], HostnameImmutable: true, SigningRegion: os.Args[2]}, nil
	})
	settings := must(config.LoadDefaultConfig(everything, config.WithRegion(os.Args[2]),
		config.WithEndpointResolverWithOptions(resolver)))
	identity := must(sts.NewFromConfig(settings).GetCallerIdentity(everything, &sts.GetCallerIdentityInput{}))
	check(len(*identity.Account) == 12, "an account has twelve digits")
	fmt.Println("sts")
	key := keys(kms.NewFromConfig(settings))
	secrets(secretsmanager.NewFromConfig(settings))
	arn := queues(sqs.NewFromConfig(settings))
	events(eventbridge.NewFromConfig(settings), sqs.NewFromConfig(settings), arn)
	identities(iam.NewFromConfig(settings))
	findings(macie2.NewFromConfig(settings))
	if len(os.Args) > 3 {
		objects(s3.NewFromConfig(settings, func(options *s3.Options) { options.UsePathStyle = true }), os.Args[3], key)
	}
	trail := must(cloudtrail.NewFromConfig(settings).LookupEvents(everything, &cloudtrail.LookupEventsInput{}))
	check(len(trail.Events) > 0, "what was done is in the trail")
	fmt.Println("cloudtrail")
}

func keys(client *kms.Client) string {
	key := must(client.CreateKey(everything, &kms.CreateKeyInput{Description: aws.String("of Go")})).KeyMetadata
	check(key.KeyState == kmstypes.KeyStateEnabled && !key.CreationDate.IsZero(), "a key is enabled, and has a time")
	must(client.CreateAlias(everything, &kms.CreateAliasInput{AliasName: aws.String("alias/go"), TargetKeyId: key.KeyId}))
	said := map[string]string{"purpose": "test"}
	sealed := must(client.Encrypt(everything, &kms.EncryptInput{KeyId: aws.String("alias/go"), Plaintext: []byte("plain"),
		EncryptionContext: said}))
	opened := must(client.Decrypt(everything, &kms.DecryptInput{CiphertextBlob: sealed.CiphertextBlob, EncryptionContext: said}))
	check(string(opened.Plaintext) == "plain", "what was encrypted is decrypted")
	_, err := client.Decrypt(everything, &kms.DecryptInput{CiphertextBlob: sealed.CiphertextBlob})
	var invalid *kmstypes.InvalidCiphertextException
	check(errors.As(err, &invalid), "without its context nothing is decrypted")
	data := must(client.GenerateDataKey(everything, &kms.GenerateDataKeyInput{KeyId: key.Arn, KeySpec: kmstypes.DataKeySpecAes256}))
	check(len(data.Plaintext) == 32, "a data key has 32 bytes")
	pages, found := kms.NewListKeysPaginator(client, &kms.ListKeysInput{Limit: aws.Int32(1)}), false
	for pages.HasMorePages() {
		for _, entry := range must(pages.NextPage(everything)).Keys {
			found = found || *entry.KeyId == *key.KeyId
		}
	}
	check(found, "the key is in the list")
	signer := must(client.CreateKey(everything, &kms.CreateKeyInput{KeySpec: kmstypes.KeySpecEccNistP256,
		KeyUsage: kmstypes.KeyUsageTypeSignVerify})).KeyMetadata
	signed := must(client.Sign(everything, &kms.SignInput{KeyId: signer.KeyId, Message: []byte("text"),
		SigningAlgorithm: kmstypes.SigningAlgorithmSpecEcdsaSha256}))
	verified := must(client.Verify(everything, &kms.VerifyInput{KeyId: signer.KeyId, Message: []byte("text"),
		Signature: signed.Signature, SigningAlgorithm: kmstypes.SigningAlgorithmSpecEcdsaSha256}))
	check(verified.SignatureValid, "a signature is valid")
	fmt.Println("kms")
	return *key.Arn
}

func secrets(client *secretsmanager.Client) {
	made := must(client.CreateSecret(everything, &secretsmanager.CreateSecretInput{Name: aws.String("go/secret"),
		SecretString: aws.String("one")}))
	must(client.PutSecretValue(everything, &secretsmanager.PutSecretValueInput{SecretId: made.ARN, SecretString: aws.String("two")}))
	now := must(client.GetSecretValue(everything, &secretsmanager.GetSecretValueInput{SecretId: aws.String("go/secret")}))
	before := must(client.GetSecretValue(everything, &secretsmanager.GetSecretValueInput{SecretId: made.ARN,
		VersionStage: aws.String("AWSPREVIOUS")}))
	check(*now.SecretString == "two" && *before.SecretString == "one", "values have their stages")
	_, err := client.GetSecretValue(everything, &secretsmanager.GetSecretValueInput{SecretId: aws.String("go/none")})
	check(err != nil && strings.Contains(err.Error(), "ResourceNotFoundException"), "what is not there is not found")
	must(client.DeleteSecret(everything, &secretsmanager.DeleteSecretInput{SecretId: made.ARN,
		ForceDeleteWithoutRecovery: aws.Bool(true)}))
	fmt.Println("secretsmanager")
}

func queues(client *sqs.Client) string {
	queue := must(client.CreateQueue(everything, &sqs.CreateQueueInput{QueueName: aws.String("go")})).QueueUrl
	must(client.SendMessage(everything, &sqs.SendMessageInput{QueueUrl: queue, MessageBody: aws.String("by hand")}))
	message := must(client.ReceiveMessage(everything, &sqs.ReceiveMessageInput{QueueUrl: queue, WaitTimeSeconds: 2})).Messages[0]
	check(*message.Body == "by hand", "a message comes as it was sent")
	must(client.DeleteMessage(everything, &sqs.DeleteMessageInput{QueueUrl: queue, ReceiptHandle: message.ReceiptHandle}))
	return must(client.GetQueueAttributes(everything, &sqs.GetQueueAttributesInput{QueueUrl: queue,
		AttributeNames: []sqstypes.QueueAttributeName{"QueueArn"}})).Attributes["QueueArn"]
}

func events(client *eventbridge.Client, queue *sqs.Client, arn string) {
	must(client.PutRule(everything, &eventbridge.PutRuleInput{Name: aws.String("go"),
		EventPattern: aws.String(`{"source":["of.go"]}`)}))
	put := must(client.PutTargets(everything, &eventbridge.PutTargetsInput{Rule: aws.String("go"),
		Targets: []eventtypes.Target{{Id: aws.String("queue"), Arn: &arn}}}))
	check(put.FailedEntryCount == 0, "a target is taken")
	sent := must(client.PutEvents(everything, &eventbridge.PutEventsInput{Entries: []eventtypes.PutEventsRequestEntry{{
		Source: aws.String("of.go"), DetailType: aws.String("test"), Detail: aws.String(`{"number":1}`)}}}))
	check(sent.FailedEntryCount == 0, "an event is taken")
	url := must(queue.GetQueueUrl(everything, &sqs.GetQueueUrlInput{QueueName: aws.String("go")})).QueueUrl
	messages := must(queue.ReceiveMessage(everything, &sqs.ReceiveMessageInput{QueueUrl: url, WaitTimeSeconds: 20})).Messages
	check(len(messages) == 1 && strings.Contains(*messages[0].Body, `"number":1`), "the event comes to the queue")
	fmt.Println("sqs\nevents")
}

func identities(client *iam.Client) {
	must(client.CreateUser(everything, &iam.CreateUserInput{UserName: aws.String("gopher")}))
	policy := `{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"kms:ListKeys","Resource":"*"}}`
	must(client.PutUserPolicy(everything, &iam.PutUserPolicyInput{UserName: aws.String("gopher"), PolicyName: aws.String("p"),
		PolicyDocument: &policy}))
	key := must(client.CreateAccessKey(everything, &iam.CreateAccessKeyInput{UserName: aws.String("gopher")})).AccessKey
	check(strings.HasPrefix(*key.AccessKeyId, "AKIA"), "a key has an id as AWS's")
	users := must(client.ListUsers(everything, &iam.ListUsersInput{})).Users
	check(len(users) > 0 && !users[0].CreateDate.IsZero(), "users have a time")
	fmt.Println("iam")
}

func findings(client *macie2.Client) {
	must(client.CreateSampleFindings(everything, &macie2.CreateSampleFindingsInput{}))
	ids := must(client.ListFindings(everything, &macie2.ListFindingsInput{})).FindingIds
	check(len(ids) > 0, "there are findings")
	found := must(client.GetFindings(everything, &macie2.GetFindingsInput{FindingIds: ids[:1]})).Findings
	check(len(found) == 1 && found[0].Severity != nil, "a finding has a severity")
	fmt.Println("macie2")
}

func objects(client *s3.Client, bucket string, key string) {
	text := bytes.Repeat([]byte("invented "), 20_000)
	must(client.PutObject(everything, &s3.PutObjectInput{Bucket: &bucket, Key: aws.String("go/clear.txt"),
		Body: bytes.NewReader(text), Metadata: map[string]string{"colour": "blue"}}))
	must(client.PutObject(everything, &s3.PutObjectInput{Bucket: &bucket, Key: aws.String("go/sealed.txt"),
		Body: bytes.NewReader(text), ServerSideEncryption: s3types.ServerSideEncryptionAwsKms, SSEKMSKeyId: &key}))
	for _, name := range []string{"go/clear.txt", "go/sealed.txt"} {
		got := must(client.GetObject(everything, &s3.GetObjectInput{Bucket: &bucket, Key: aws.String(name)}))
		check(bytes.Equal(must(io.ReadAll(got.Body)), text), name+" comes as it was put")
	}
	list := must(client.ListObjectsV2(everything, &s3.ListObjectsV2Input{Bucket: &bucket, Prefix: aws.String("go/")}))
	check(len(list.Contents) == 2, "both are listed")
	must(client.DeleteObject(everything, &s3.DeleteObjectInput{Bucket: &bucket, Key: aws.String("go/clear.txt")}))
	_, err := client.HeadObject(everything, &s3.HeadObjectInput{Bucket: &bucket, Key: aws.String("go/clear.txt")})
	check(err != nil, "what was deleted is not there")
	fmt.Println("s3")
}
